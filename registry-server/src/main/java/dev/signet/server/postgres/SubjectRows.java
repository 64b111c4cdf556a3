package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.Referrers;
import dev.signet.server.registry.SubjectState;
import dev.signet.server.registry.Target;
import dev.signet.server.registry.TargetRow;
import dev.signet.server.registry.VersionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Subjects and their versions. */
final class SubjectRows {
    private final Footprint footprint;
    private final Map<Subject, Integer> lastVersions = new HashMap<>();
    private final Map<Subject, List<VersionRow>> versions = new HashMap<>();

    SubjectRows(Footprint footprint) {
        this.footprint = footprint;
    }

    /** Reads the footprint's subjects with their versions. */
    void add(RoundTrip trip) {
        trip.add(
                Names.subjects(Statement.of("""
                        SELECT s.context, s.name AS subject, s.last_version, v.version, v.id, i.guid, v.created_at,
                               v.deleted_at IS NOT NULL AS deleted,
                               f.live_here, f.live_elsewhere, f.deleted_here, f.deleted_elsewhere
                          FROM unnest(:contexts, :subjects) AS w (context, subject)
                          JOIN signet.subjects s ON s.context = w.context AND s.name = w.subject
                          LEFT JOIN signet.versions v ON v.context = w.context AND v.subject = w.subject
                          LEFT JOIN signet.schema_ids i ON i.context = v.context AND i.id = v.id
                          LEFT JOIN LATERAL (
                               SELECT bool_or(u.deleted_at IS NULL AND u.here) AS live_here,
                                      bool_or(u.deleted_at IS NULL AND NOT u.here) AS live_elsewhere,
                                      bool_or(u.deleted_at IS NOT NULL AND u.here) AS deleted_here,
                                      bool_or(u.deleted_at IS NOT NULL AND NOT u.here) AS deleted_elsewhere
                                 FROM (SELECT x.deleted_at, x.context = v.context AND x.subject = v.subject AS here
                                         FROM signet.schema_references r
                                         JOIN signet.schema_ids ri ON ri.context = r.context AND ri.guid = r.guid
                                         JOIN signet.versions x ON x.context = ri.context AND x.id = ri.id
                                        WHERE r.target_context = v.context
                                          AND r.target_subject = v.subject
                                          AND r.version = v.version
                                       UNION ALL
                                       -- an import took the version away, but its old id still answers
                                       SELECT r.clock, false
                                         FROM (SELECT now() AS clock, context, guid
                                                 FROM signet.schema_references
                                                WHERE target_context = v.context
                                                  AND target_subject = v.subject
                                                  AND version = v.version) AS r
                                        WHERE NOT EXISTS (
                                              SELECT 1
                                                FROM signet.schema_ids ri
                                                JOIN signet.versions x ON x.context = ri.context AND x.id = ri.id
                                               WHERE ri.context = r.context AND ri.guid = r.guid)) AS u
                                WHERE :removal OR v.deleted_at IS NOT NULL) AS f ON true
                         ORDER BY v.version
                        """), footprint.subjects())
                        .flag("removal", footprint.removal() != Footprint.Removal.NONE),
                this::read);
    }

    private void read(ResultSet row) throws SQLException {
        Subject subject = SchemaRows.subject(row);
        lastVersions.put(subject, row.getInt("last_version"));
        List<VersionRow> rows = versions.computeIfAbsent(subject, unseen -> new ArrayList<>());
        if (row.getObject("version") != null) {
            rows.add(version(row));
        }
    }

    /** The subjects that exist, once the round trip was made. */
    Map<Subject, SubjectState> states() {
        Map<Subject, SubjectState> states = new HashMap<>();
        versions.forEach((subject, rows) ->
                states.put(subject, new SubjectState(subject, lastVersions.getOrDefault(subject, 0), rows)));
        return states;
    }

    private static VersionRow version(ResultSet row) throws SQLException {
        return new VersionRow(
                new Version(row.getInt("version")),
                new SchemaId(row.getInt("id")),
                SchemaRows.guid(row),
                SchemaRows.instant(row, "created_at"),
                row.getBoolean("deleted"),
                new Referrers(
                        row.getBoolean("live_here"),
                        row.getBoolean("live_elsewhere"),
                        row.getBoolean("deleted_here"),
                        row.getBoolean("deleted_elsewhere")));
    }

    /** Reads what references point at: the version with that number, or the highest live one. */
    static void addTargets(RoundTrip trip, Collection<Target> targets, BiConsumer<Target, TargetRow> reader) {
        trip.add(
                Names.targets(Statement.of("""
                        SELECT w.context, w.subject, w.wanted, v.version, v.id, v.deleted,
                               EXISTS (SELECT 1
                                         FROM signet.associations a
                                        WHERE a.context = w.context AND a.subject = w.subject
                                          AND a.lifecycle = 'STRONG') AS owned
                          FROM unnest(:contexts, :subjects, :versions) AS w (context, subject, wanted)
                          JOIN LATERAL (
                               SELECT x.version, x.id, x.deleted_at IS NOT NULL AS deleted
                                 FROM signet.versions x
                                WHERE x.context = w.context AND x.subject = w.subject
                                  AND (x.version = w.wanted OR (w.wanted = -1 AND x.deleted_at IS NULL))
                                ORDER BY x.version DESC
                                LIMIT 1) AS v ON true
                        """), targets),
                row -> reader.accept(
                        new Target(
                                new Subject(new Context(row.getString("context")), row.getString("subject")),
                                row.getInt("wanted")),
                        new TargetRow(
                                new Version(row.getInt("version")),
                                new SchemaId(row.getInt("id")),
                                row.getBoolean("deleted"),
                                row.getBoolean("owned"))));
    }

    /** A version appears under the subject's lock, or takes the place of an imported one. */
    static void put(RoundTrip trip, Caller caller, Subject subject, Version version, SchemaId id) {
        trip.add(named(Statement.of("""
                        INSERT INTO signet.versions (context, subject, version, id, created_by, proof, author, source)
                        VALUES (:context, :subject, :version, :id, :created_by, :proof, :author, :source)
                            ON CONFLICT (context, subject, version) DO UPDATE
                           SET id = EXCLUDED.id, created_at = EXCLUDED.created_at, created_by = EXCLUDED.created_by,
                               proof = EXCLUDED.proof, author = EXCLUDED.author, source = EXCLUDED.source,
                               deleted_at = NULL
                        """), subject)
                .number("version", version.number())
                .number("id", id.value())
                .text("created_by", caller.principal())
                .text("proof", caller.proof().name())
                .text("author", caller.author().orElse(null))
                .text("source", caller.source().orElse(null)));
        trip.add(named(Statement.of("""
                        UPDATE signet.subjects
                           SET revision = revision + 1, last_version = GREATEST(last_version, :version)
                         WHERE context = :context AND name = :subject
                        """), subject).number("version", version.number()));
    }

    static void hide(RoundTrip trip, Subject subject, List<Version> versions) {
        trip.add(named(Statement.of("""
                        UPDATE signet.versions
                           SET deleted_at = now()
                         WHERE context = :context AND subject = :subject AND version = ANY (:versions)
                           AND deleted_at IS NULL
                        """), subject).numbers("versions", Names.each(versions, Version::number)));
        advance(trip, subject);
    }

    static void restore(RoundTrip trip, Subject subject, List<Version> versions) {
        trip.add(named(Statement.of("""
                        UPDATE signet.versions
                           SET deleted_at = NULL
                         WHERE context = :context AND subject = :subject AND version = ANY (:versions)
                        """), subject).numbers("versions", Names.each(versions, Version::number)));
        advance(trip, subject);
    }

    static void remove(RoundTrip trip, Subject subject, List<Version> versions) {
        ContentRows.clearUnusedWithout(trip, subject, versions);
        trip.add(named(Statement.of("""
                        DELETE FROM signet.versions
                         WHERE context = :context AND subject = :subject AND version = ANY (:versions)
                        """), subject).numbers("versions", Names.each(versions, Version::number)));
        advance(trip, subject);
    }

    static void reset(RoundTrip trip, Subject subject) {
        trip.add(named(Statement.of("""
                UPDATE signet.subjects SET last_version = 0 WHERE context = :context AND name = :subject
                """), subject));
        trip.add(named(Statement.of("""
                DELETE FROM signet.configs WHERE context = :context AND subject = :subject AND subject <> ''
                """), subject));
        trip.add(named(Statement.of("""
                DELETE FROM signet.modes WHERE context = :context AND subject = :subject AND subject <> ''
                """), subject));
        advance(trip, subject);
    }

    static void advance(RoundTrip trip, Subject subject) {
        trip.add(named(Statement.of("""
                UPDATE signet.subjects SET revision = revision + 1 WHERE context = :context AND name = :subject
                """), subject));
    }

    private static Statement named(Statement statement, Subject subject) {
        return statement.text("context", subject.context().name()).text("subject", subject.name());
    }
}
