package dev.signet.server.postgres;

import dev.signet.schema.Subject;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.AssociationQueries;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.Resource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Which resources use which subjects. */
final class AssociationRows implements AssociationQueries {
    private final Database database;

    AssociationRows(Database database) {
        this.database = database;
    }

    /** Reads the associations of a footprint's resources, by id and by name, and of its subjects. */
    static void add(RoundTrip trip, Footprint footprint, Consumer<Association> reader) {
        trip.add(
                Names.subjects(Statement.of("""
                        SELECT a.resource_id, a.resource_namespace, a.resource_name, a.resource_type,
                               a.association_type, a.guid, a.context, a.subject, a.lifecycle, a.frozen,
                               a.created_at, a.updated_at
                          FROM signet.associations a
                          JOIN unnest(:contexts, :subjects) AS w (context, subject)
                            ON a.context = w.context AND a.subject = w.subject
                         UNION
                        SELECT a.resource_id, a.resource_namespace, a.resource_name, a.resource_type,
                               a.association_type, a.guid, a.context, a.subject, a.lifecycle, a.frozen,
                               a.created_at, a.updated_at
                          FROM signet.associations a
                          JOIN unnest(:ids, :types) AS w (id, type)
                            ON a.resource_id = w.id AND a.resource_type = w.type
                         UNION
                        SELECT a.resource_id, a.resource_namespace, a.resource_name, a.resource_type,
                               a.association_type, a.guid, a.context, a.subject, a.lifecycle, a.frozen,
                               a.created_at, a.updated_at
                          FROM signet.associations a
                          JOIN unnest(:namespaces, :names, :types) AS w (namespace, name, type)
                            ON a.resource_namespace = w.namespace AND a.resource_name = w.name
                           AND a.resource_type = w.type
                        """), footprint.subjects())
                        .texts("ids", Names.each(footprint.resources(), Resource::id))
                        .texts("namespaces", Names.each(footprint.resources(), Resource::namespace))
                        .texts("names", Names.each(footprint.resources(), Resource::name))
                        .texts("types", Names.each(footprint.resources(), Resource::type)),
                row -> reader.accept(association(row)));
    }

    static void put(RoundTrip trip, Association association) {
        Resource resource = association.resource();
        trip.add(Statement.of("""
                        INSERT INTO signet.associations (resource_id, resource_type, association_type,
                               resource_namespace, resource_name, guid, context, subject, lifecycle, frozen)
                        VALUES (:resource_id, :resource_type, :association_type,
                               :resource_namespace, :resource_name, :guid, :context, :subject, :lifecycle, :frozen)
                            ON CONFLICT (resource_id, resource_type, association_type) DO UPDATE
                           SET lifecycle = EXCLUDED.lifecycle, frozen = EXCLUDED.frozen, updated_at = now()
                        """)
                .text("resource_id", resource.id())
                .text("resource_type", resource.type())
                .text("association_type", association.type().written())
                .text("resource_namespace", resource.namespace())
                .text("resource_name", resource.name())
                .uuid("guid", association.guid())
                .text("context", association.subject().context().name())
                .text("subject", association.subject().name())
                .text("lifecycle", association.lifecycle().name())
                .flag("frozen", association.frozen()));
    }

    static void drop(RoundTrip trip, Association association) {
        trip.add(Statement.of("DELETE FROM signet.associations WHERE guid = :guid")
                .uuid("guid", association.guid()));
    }

    @Override
    public List<Association> associationsOf(Subject subject) {
        return database.read(handle -> handle.createQuery("""
                        SELECT resource_id, resource_namespace, resource_name, resource_type, association_type, guid,
                               context, subject, lifecycle, frozen, created_at, updated_at
                          FROM signet.associations
                         WHERE context = :context AND subject = :subject
                         ORDER BY resource_namespace, resource_name, resource_type, association_type
                        """)
                .bind("context", subject.context().name())
                .bind("subject", subject.name())
                .map((row, context) -> association(row))
                .list());
    }

    @Override
    public List<Association> associationsOfResource(String resourceId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT resource_id, resource_namespace, resource_name, resource_type, association_type, guid,
                               context, subject, lifecycle, frozen, created_at, updated_at
                          FROM signet.associations
                         WHERE resource_id = :id
                         ORDER BY resource_namespace, resource_name, resource_type, association_type
                        """)
                .bind("id", resourceId)
                .map((row, context) -> association(row))
                .list());
    }

    @Override
    public List<Association> associationsNamed(Optional<String> namespace, Optional<String> name) {
        return database.read(handle -> handle.createQuery("""
                        SELECT resource_id, resource_namespace, resource_name, resource_type, association_type, guid,
                               context, subject, lifecycle, frozen, created_at, updated_at
                          FROM signet.associations
                         WHERE (:namespace::text IS NULL OR resource_namespace = :namespace)
                           AND (:name::text IS NULL OR resource_name = :name)
                         ORDER BY resource_namespace, resource_name, resource_type, association_type
                        """)
                .bindBySqlType("namespace", namespace.orElse(null), Types.VARCHAR)
                .bindBySqlType("name", name.orElse(null), Types.VARCHAR)
                .map((row, context) -> association(row))
                .list());
    }

    static Association association(ResultSet row) throws SQLException {
        return association(row, "guid", "created_at");
    }

    /** Out of a row in which a version has columns of the same names. */
    static Association association(ResultSet row, String guid, String createdAt) throws SQLException {
        Resource resource = new Resource(
                row.getString("resource_id"),
                row.getString("resource_namespace"),
                row.getString("resource_name"),
                row.getString("resource_type"));
        return new Association(
                row.getObject(guid, UUID.class),
                resource,
                AssociationType.named(row.getString("association_type")).orElseThrow(),
                SchemaRows.subject(row),
                Lifecycle.valueOf(row.getString("lifecycle")),
                row.getBoolean("frozen"),
                SchemaRows.instant(row, createdAt),
                SchemaRows.instant(row, "updated_at"));
    }
}
