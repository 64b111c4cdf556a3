package dev.signet.broker.directory;

import dev.signet.broker.PayloadCheck;
import java.util.Optional;

/**
 * What a schema says, which never changes.
 *
 * @param text the schema with all that it refers to written out; empty if payloads cannot be checked
 * @param recordName the full name that its records carry; empty if it has none
 * @param check how payloads are checked; empty if they cannot be
 * @param reason why they cannot be; empty if they can
 */
record SchemaContent(String text, String recordName, Optional<PayloadCheck> check, String reason) {

    static SchemaContent checkable(String text, String recordName, PayloadCheck check) {
        return new SchemaContent(text, recordName, Optional.of(check), "");
    }

    static SchemaContent unusable(String reason) {
        return new SchemaContent("", "", Optional.empty(), reason);
    }

    /** About how many bytes it takes, with its plan, which has an object for each type and field. */
    long weight() {
        return 1_024 + 16L * text.length() + reason.length();
    }
}
