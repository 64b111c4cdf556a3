package dev.signet.gate.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Finds in one schema the place that a pointer names in another one: fields by their names and aliases, branches by
 * their types, however they are ordered. What is not there any more stands for the part around it.
 */
final class PointerTranslation {
    private final List<String> segments;
    private final List<String> steps = new ArrayList<>();
    private Schema old;
    private Schema now;
    private int at = 1;

    private PointerTranslation(Schema old, Schema now, String pointer) {
        this.old = old;
        this.now = now;
        this.segments = List.of(pointer.split("/", -1));
    }

    /**
     * Translates.
     *
     * @param pointer a place in the first schema
     * @return the same place in the second one, or the nearest around it
     */
    static String of(Schema from, Schema to, String pointer) {
        PointerTranslation translation = new PointerTranslation(from, to, pointer);
        while (translation.at < translation.segments.size() && translation.step()) {
            translation.at++;
        }
        return "/" + String.join("/", translation.steps);
    }

    /** Goes on by a segment, or by more; not if there is no such part. */
    private boolean step() {
        String segment = segments.get(at);
        if (old.getType() == Schema.Type.UNION && isNumber(segment)) {
            return enterBranch(Integer.parseInt(segment));
        }
        if (!enterUnion()) {
            return false;
        }
        return switch (segment) {
            case "fields" -> enterField();
            case "items" -> both(Schema.Type.ARRAY) && enter(segment, old.getElementType(), now.getElementType());
            case "values" -> both(Schema.Type.MAP) && enter(segment, old.getValueType(), now.getValueType());
            case "symbols", "size", "name" -> {
                steps.add(segment);
                yield false;
            }
            default -> false;
        };
    }

    private boolean enter(String segment, Schema oldPart, Schema part) {
        steps.add(segment);
        old = oldPart;
        now = part;
        return true;
    }

    private boolean enterBranch(int place) {
        if (place >= old.getTypes().size()) {
            return false;
        }
        old = old.getTypes().get(place);
        return true;
    }

    /** Where a part has become a union, goes to the branch that is like the old part. */
    private boolean enterUnion() {
        if (now.getType() != Schema.Type.UNION || old.getType() == Schema.Type.UNION) {
            return true;
        }
        for (int i = 0; i < now.getTypes().size(); i++) {
            Schema branch = now.getTypes().get(i);
            if (branch.getFullName().equals(old.getFullName())) {
                steps.add(String.valueOf(i));
                now = branch;
                return true;
            }
        }
        return false;
    }

    private boolean enterField() {
        if (at + 1 >= segments.size() || !isNumber(segments.get(at + 1))) {
            return false;
        }
        at++;
        Optional<Schema.Field> before = field(old, Integer.parseInt(segments.get(at)));
        Optional<Schema.Field> after = before.flatMap(field -> counterpart(field, now));
        if (after.isEmpty()) {
            return false;
        }
        steps.add("fields");
        steps.add(String.valueOf(after.get().pos()));
        if (at + 1 < segments.size() && segments.get(at + 1).equals("type")) {
            steps.add("type");
            at++;
        }
        old = before.get().schema();
        now = after.get().schema();
        return true;
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

    private boolean both(Schema.Type type) {
        return old.getType() == type && now.getType() == type;
    }

    private static boolean isNumber(String segment) {
        return !segment.isEmpty() && segment.length() < 7 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
