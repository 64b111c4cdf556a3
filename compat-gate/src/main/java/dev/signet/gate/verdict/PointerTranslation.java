package dev.signet.gate.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds in one schema the place that a pointer names in another one: fields by their names and aliases, branches by
 * their types, however they are ordered. What is not there any more stands for the part around it.
 */
final class PointerTranslation {
    private final List<String> steps = new ArrayList<>();

    private PointerTranslation() {}

    /**
     * Translates.
     *
     * @param pointer a place in the first schema
     * @return the same place in the second one, or the nearest around it
     */
    static String of(Schema from, Schema to, String pointer) {
        PointerTranslation translation = new PointerTranslation();
        translation.walk(from, to, List.of(pointer.split("/", -1)));
        return translation.steps.isEmpty() ? "/" : "/" + String.join("/", translation.steps);
    }

    private void walk(Schema from, Schema to, List<String> segments) {
        Schema old = from;
        Schema now = to;
        for (int i = 1; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (old.getType() == Schema.Type.UNION && isNumber(segment)) {
                int place = Integer.parseInt(segment);
                if (place >= old.getTypes().size()) {
                    return;
                }
                old = old.getTypes().get(place);
                continue;
            }
            Optional<Schema> inside = insideUnion(old, now);
            if (inside.isEmpty()) {
                return;
            }
            now = inside.get();
            if (segment.equals("fields") && i + 1 < segments.size() && isNumber(segments.get(i + 1))) {
                Optional<Schema.Field> before = field(old, Integer.parseInt(segments.get(++i)));
                Optional<Schema.Field> after = before.flatMap(field -> counterpart(field, inside.get()));
                if (after.isEmpty()) {
                    return;
                }
                steps.add("fields");
                steps.add(String.valueOf(after.get().pos()));
                if (i + 1 < segments.size() && segments.get(i + 1).equals("type")) {
                    steps.add("type");
                    i++;
                }
                old = before.get().schema();
                now = after.get().schema();
            } else if (segment.equals("items") && both(old, now, Schema.Type.ARRAY)) {
                steps.add(segment);
                old = old.getElementType();
                now = now.getElementType();
            } else if (segment.equals("values") && both(old, now, Schema.Type.MAP)) {
                steps.add(segment);
                old = old.getValueType();
                now = now.getValueType();
            } else {
                if (Set.of("symbols", "size", "name").contains(segment)) {
                    steps.add(segment);
                }
                return;
            }
        }
    }

    /** The branch of a union that is like the old part. */
    private Optional<Schema> insideUnion(Schema old, Schema now) {
        if (now.getType() != Schema.Type.UNION || old.getType() == Schema.Type.UNION) {
            return Optional.of(now);
        }
        for (int i = 0; i < now.getTypes().size(); i++) {
            Schema branch = now.getTypes().get(i);
            if (branch.getFullName().equals(old.getFullName())) {
                steps.add(String.valueOf(i));
                return Optional.of(branch);
            }
        }
        return Optional.empty();
    }

    private static Optional<Schema.Field> field(Schema record, int place) {
        return record.getType() == Schema.Type.RECORD
                        && place < record.getFields().size()
                ? Optional.of(record.getFields().get(place))
                : Optional.empty();
    }

    private static Optional<Schema.Field> counterpart(Schema.Field field, Schema record) {
        if (record.getType() != Schema.Type.RECORD) {
            return Optional.empty();
        }
        return Optional.ofNullable(record.getField(field.name()))
                .or(() -> record.getFields().stream()
                        .filter(other -> other.aliases().contains(field.name())
                                || field.aliases().contains(other.name()))
                        .findFirst());
    }

    private static boolean both(Schema one, Schema other, Schema.Type type) {
        return one.getType() == type && other.getType() == type;
    }

    private static boolean isNumber(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9') && segment.length() < 7;
    }
}
