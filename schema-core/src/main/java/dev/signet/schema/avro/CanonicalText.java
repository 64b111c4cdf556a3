package dev.signet.schema.avro;

import java.util.Map;
import org.apache.avro.Schema;

/** The text that is stored and identified: Avro's own printing, with types of other subjects left as names. */
final class CanonicalText {
    private CanonicalText() {}

    @SuppressWarnings("deprecation") // the only printing that leaves given types as names; GUIDs everywhere rest on it
    static String of(Schema schema, Map<String, Schema> external) {
        return schema.toString(external.values(), false);
    }
}
