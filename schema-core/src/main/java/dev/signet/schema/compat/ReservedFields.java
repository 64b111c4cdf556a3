package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.format.ParsedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names of fields that a subject keeps free: no schema may have such a field, and no version may give one up. */
final class ReservedFields {
    private ReservedFields() {}

    static List<Difference> differences(ParsedSchema candidate, Set<String> reserved, EarlierVersion earlier) {
        List<Difference> found = new ArrayList<>();
        List<String> fields = candidate.fieldNames();
        for (int i = 0; i < fields.size(); i++) {
            if (reserved.contains(fields.get(i))) {
                found.add(difference(Mismatch.Rule.RESERVED_FIELD_USED, "/fields/" + i, fields.get(i), earlier));
            }
        }
        for (String name : new TreeSet<>(earlier.reserved())) {
            if (!reserved.contains(name)) {
                found.add(difference(Mismatch.Rule.RESERVED_FIELD_DROPPED, "/", name, earlier));
            }
        }
        return found;
    }

    private static Difference difference(Mismatch.Rule rule, String pointer, String name, EarlierVersion earlier) {
        return Explanation.difference(new Mismatch(rule, pointer, name, "", ""), Direction.BACKWARD, earlier);
    }
}
