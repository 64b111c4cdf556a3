package dev.signet.server.postgres;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;
import java.util.List;

/** The audit trail. */
final class AuditRows {
    private AuditRows() {}

    static void add(RoundTrip trip, Caller caller, AuditEntry entry) {
        trip.add(Statement.of("""
                        INSERT INTO signet.audit (action, context, subject, version, id, detail, principal, proof,
                               address, request_id, author, source)
                        VALUES (:action, :context, :subject, :version, :id, :detail, :principal, :proof,
                               :address, :request_id, :author, :source)
                        """)
                .text("action", entry.action().name())
                .text("context", entry.subject().context().name())
                .text("subject", entry.subject().name())
                .number("version", entry.version().map(Version::number).orElse(null))
                .number("id", entry.id().map(SchemaId::value).orElse(null))
                .text("detail", entry.detail())
                .text("principal", caller.principal())
                .text("proof", caller.proof().name())
                .text("address", caller.address())
                .text("request_id", caller.requestId())
                .text("author", caller.author().orElse(null))
                .text("source", caller.source().orElse(null)));
    }

    /** Several by one statement. */
    static void add(RoundTrip trip, Caller caller, List<AuditEntry> entries) {
        trip.add(Names.subjects(Statement.of("""
                        INSERT INTO signet.audit (action, context, subject, version, id, detail, principal, proof,
                               address, request_id, author, source)
                        SELECT action, context, subject, version, id, detail, :principal, :proof,
                               :address, :request_id, :author, :source
                          FROM unnest(:actions, :contexts, :subjects, :versions, :ids, :details)
                            AS w (action, context, subject, version, id, detail)
                        """), Names.each(entries, AuditEntry::subject))
                .texts("actions", Names.each(entries, entry -> entry.action().name()))
                .numbers(
                        "versions",
                        Names.each(
                                entries,
                                entry -> entry.version().map(Version::number).orElse(null)))
                .numbers(
                        "ids",
                        Names.each(
                                entries,
                                entry -> entry.id().map(SchemaId::value).orElse(null)))
                .texts("details", Names.each(entries, AuditEntry::detail))
                .text("principal", caller.principal())
                .text("proof", caller.proof().name())
                .text("address", caller.address())
                .text("request_id", caller.requestId())
                .text("author", caller.author().orElse(null))
                .text("source", caller.source().orElse(null)));
    }
}
