package dev.signet.server.postgres;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Change;
import dev.signet.server.registry.Change.StoreContent.Kept;
import dev.signet.server.registry.PreparedWrite;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what a change set prepared: rows of one kind by one statement each, in an order in which each row finds those
 * that it refers to (contents, ids, versions, references). A statement a row would hold the locks many times as long.
 */
final class PreparedRows {
    private final List<Change> others = new ArrayList<>();
    private final List<Change.StoreContent> contents = new ArrayList<>();
    private final List<Change.BindId> ids = new ArrayList<>();
    private final List<Change.PutVersion> versions = new ArrayList<>();
    private final List<Change.RemoveVersions> removals = new ArrayList<>();

    private PreparedRows(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.StoreContent content) {
                contents.add(content);
            } else if (change instanceof Change.BindId binding) {
                ids.add(binding);
            } else if (change instanceof Change.PutVersion put) {
                versions.add(put);
            } else if (change instanceof Change.RemoveVersions remove) {
                removals.add(remove);
            } else {
                others.add(change);
            }
        }
    }

    static void add(RoundTrip trip, Caller caller, PreparedWrite prepared) {
        PreparedRows rows = new PreparedRows(prepared.changes());
        rows.others.forEach(change -> rows.addOther(trip, change));
        rows.addContents(trip);
        if (!rows.ids.isEmpty()) {
            rows.addIds(trip);
        }
        if (!rows.versions.isEmpty()) {
            rows.addVersions(trip, caller);
            rows.addRevisions(trip);
        }
        rows.addReferences(trip);
        rows.removals.forEach(remove -> SubjectRows.remove(trip, remove.subject(), remove.versions()));
        AuditRows.add(trip, caller, prepared.audit());
    }

    private void addOther(RoundTrip trip, Change change) {
        if (change instanceof Change.PutConfig put) {
            ScopeRows.putConfig(trip, put.scope(), put.config());
        } else if (change instanceof Change.ShowContext show) {
            ScopeRows.show(trip, show.context());
        } else {
            throw new IllegalStateException("a change set does not make " + change);
        }
    }

    private void addContents(RoundTrip trip) {
        List<Change.StoreContent> fresh = contents.stream()
                .filter(content -> content.kept() == Kept.NOTHING)
                .toList();
        if (!fresh.isEmpty()) {
            trip.add(described(Statement.of("""
                            INSERT INTO signet.contents (context, guid, sha256, type, text, metadata, rule_set)
                            SELECT context, guid, decode(sha256, 'hex'), type, text, metadata, rule_set
                              FROM unnest(:contexts, :guids, :digests, :types, :texts, :metadata, :rule_sets)
                                AS w (context, guid, sha256, type, text, metadata, rule_set)
                            """), fresh));
        }
        List<Change.StoreContent> cleared =
                contents.stream().filter(content -> content.kept() == Kept.NAME).toList();
        if (!cleared.isEmpty()) {
            trip.add(described(Statement.of("""
                            UPDATE signet.contents c
                               SET text = w.text, metadata = w.metadata, rule_set = w.rule_set, cleared_at = NULL
                              FROM unnest(:contexts, :guids, :digests, :types, :texts, :metadata, :rule_sets)
                                AS w (context, guid, sha256, type, text, metadata, rule_set)
                             WHERE c.context = w.context AND c.guid = w.guid AND c.sha256 = decode(w.sha256, 'hex')
                               AND c.type = w.type
                            """), cleared));
        }
    }

    private static Statement described(Statement statement, List<Change.StoreContent> contents) {
        return statement
                .texts(
                        "contexts",
                        Names.each(contents, content -> content.context().name()))
                .uuids(
                        "guids",
                        Names.each(contents, content -> content.schema().guid().value()))
                .texts(
                        "digests",
                        Names.each(
                                contents,
                                content -> HexFormat.of()
                                        .formatHex(content.schema().identity().sha256())))
                .texts(
                        "types",
                        Names.each(contents, content -> text(content).type().name()))
                .texts("texts", Names.each(contents, content -> text(content).text()))
                .texts(
                        "metadata",
                        Names.each(
                                contents, content -> JsonText.of(text(content).metadata())))
                .texts(
                        "rule_sets",
                        Names.each(
                                contents,
                                content -> JsonText.ofRules(text(content).ruleSet())));
    }

    private static SchemaText text(Change.StoreContent content) {
        return content.schema().content();
    }

    private void addIds(RoundTrip trip) {
        trip.add(Statement.of("""
                        INSERT INTO signet.schema_ids (context, id, guid)
                        SELECT context, id, guid FROM unnest(:contexts, :ids, :guids) AS w (context, id, guid)
                        """)
                .texts("contexts", Names.each(ids, binding -> binding.context().name()))
                .numbers("ids", Names.each(ids, binding -> binding.id().value()))
                .uuids("guids", Names.each(ids, binding -> binding.guid().value())));
    }

    private void addVersions(RoundTrip trip, Caller caller) {
        trip.add(Names.subjects(Statement.of("""
                        INSERT INTO signet.versions (context, subject, version, id, created_by, proof, author, source)
                        SELECT context, subject, version, id, :created_by, :proof, :author, :source
                          FROM unnest(:contexts, :subjects, :versions, :ids) AS w (context, subject, version, id)
                        """), Names.each(versions, Change.PutVersion::subject))
                .numbers("versions", Names.each(versions, put -> put.version().number()))
                .numbers("ids", Names.each(versions, put -> put.id().value()))
                .text("created_by", caller.principal())
                .text("proof", caller.proof().name())
                .text("author", caller.author().orElse(null))
                .text("source", caller.source().orElse(null)));
    }

    /** A subject that gets several versions is one row, so it is named once. */
    private void addRevisions(RoundTrip trip) {
        Map<Subject, Integer> last = new LinkedHashMap<>();
        versions.forEach(put -> last.merge(put.subject(), put.version().number(), Math::max));
        trip.add(Names.subjects(Statement.of("""
                        UPDATE signet.subjects s
                           SET revision = revision + 1, last_version = GREATEST(last_version, w.version)
                          FROM unnest(:contexts, :subjects, :versions) AS w (context, subject, version)
                         WHERE s.context = w.context AND s.name = w.subject
                        """), last.keySet()).numbers("versions", last.values()));
    }

    private void addReferences(RoundTrip trip) {
        List<ReferenceRow> rows = new ArrayList<>();
        for (Change.StoreContent content : contents) {
            List<SchemaReference> references = text(content).references();
            for (int i = 0; i < references.size(); i++) {
                rows.add(new ReferenceRow(content, i, references.get(i)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        trip.add(Statement.of("""
                        INSERT INTO signet.schema_references
                               (context, guid, position, name, subject, version, target_context, target_subject)
                        SELECT context, guid, position, name, subject, version, target_context, target_subject
                          FROM unnest(:contexts, :guids, :positions, :names, :subjects, :versions, :target_contexts,
                                      :target_subjects)
                            AS w (context, guid, position, name, subject, version, target_context, target_subject)
                        """)
                .texts(
                        "contexts",
                        Names.each(rows, row -> row.content().context().name()))
                .uuids(
                        "guids",
                        Names.each(rows, row -> row.content().schema().guid().value()))
                .numbers("positions", Names.each(rows, ReferenceRow::position))
                .texts("names", Names.each(rows, row -> row.reference().name()))
                .texts("subjects", Names.each(rows, row -> row.reference().subject()))
                .numbers("versions", Names.each(rows, row -> row.reference().version()))
                .texts(
                        "target_contexts",
                        Names.each(rows, row -> row.target().context().name()))
                .texts("target_subjects", Names.each(rows, row -> row.target().name())));
    }

    private record ReferenceRow(Change.StoreContent content, int position, SchemaReference reference) {
        Subject target() {
            return content.targets().get(position).subject();
        }
    }
}
