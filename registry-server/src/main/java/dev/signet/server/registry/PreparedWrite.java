package dev.signet.server.registry;

import java.util.List;

/**
 * What several decisions that follow from each other write together.
 *
 * @param changes in order; registrations and config changes only
 * @param audit the rows that they leave in the audit trail
 */
public record PreparedWrite(List<Change> changes, List<AuditEntry> audit) {
    public PreparedWrite {
        changes = List.copyOf(changes);
        audit = List.copyOf(audit);
    }
}
