package dev.signet.server.postgres;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;

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
}
