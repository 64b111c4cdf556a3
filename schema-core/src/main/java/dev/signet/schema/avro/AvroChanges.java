package dev.signet.schema.avro;

import dev.signet.schema.avro.resolution.Pointer;
import dev.signet.schema.compat.Change;
import dev.signet.schema.compat.Change.Kind;
import dev.signet.schema.compat.Changes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two Avro schemas: each pair of types is compared once, without recursion, and no more of them
 * than a budget allows.
 */
final class AvroChanges {
    /** Pairs of types that are compared. An ordinary pair of schemas needs a few hundred. */
    private static final int PAIR_BUDGET = 100_000;

    private final List<Change> found = new ArrayList<>();
    private final Deque<Pair> open = new ArrayDeque<>();
    private final Set<String> compared = new HashSet<>();
    private int pushed;

    private record Pair(Schema older, Schema newer, String path, String name) {}

    private AvroChanges() {}

    static Changes between(Schema older, Schema newer) {
        AvroChanges changes = new AvroChanges();
        changes.push(new Pair(older, newer, "", "the schema"));
        while (!changes.open.isEmpty() && changes.pushed <= PAIR_BUDGET && changes.found.size() <= Changes.LIMIT) {
            changes.take(changes.open.pop());
        }
        boolean complete = changes.open.isEmpty() && changes.found.size() <= Changes.LIMIT;
        int listed = Math.min(Changes.LIMIT, changes.found.size());
        return new Changes(changes.found.subList(0, listed), complete);
    }

    private void push(Pair pair) {
        pushed++;
        open.push(pair);
    }

    private void take(Pair pair) {
        if (pair.older().getType() != pair.newer().getType()) {
            add(Kind.TYPE_CHANGED, pair.path(), pair.name(), words(pair.older()), words(pair.newer()));
            return;
        }
        if (isNamed(pair.newer())
                && !compared.add(pair.older().getFullName() + " " + pair.newer().getFullName())) {
            return;
        }
        addProperties(pair.older(), pair.newer(), pair.path(), words(pair.newer()));
        if (isNamed(pair.newer())) {
            addNameAndDoc(pair);
        }
        switch (pair.newer().getType()) {
            case RECORD -> addFields(pair);
            case ENUM -> addSymbols(pair);
            case FIXED ->
                addIfChanged(
                        Kind.SIZE_CHANGED,
                        pair.path() + "/size",
                        pair.newer().getFullName(),
                        String.valueOf(pair.older().getFixedSize()),
                        String.valueOf(pair.newer().getFixedSize()));
            case UNION -> addBranches(pair);
            case ARRAY ->
                descend(pair, pair.older().getElementType(), pair.newer().getElementType(), "/items");
            case MAP -> descend(pair, pair.older().getValueType(), pair.newer().getValueType(), "/values");
            default -> {}
        }
    }

    private void descend(Pair pair, Schema older, Schema newer, String place) {
        push(new Pair(older, newer, Pointer.below(pair.path(), place), pair.name()));
    }

    private void addNameAndDoc(Pair pair) {
        Schema older = pair.older();
        Schema newer = pair.newer();
        addIfChanged(Kind.TYPE_RENAMED, pair.path() + "/name", words(newer), older.getFullName(), newer.getFullName());
        addIfChanged(
                Kind.DOC_CHANGED,
                pair.path() + "/doc",
                newer.getFullName(),
                text(older.getDoc()),
                text(newer.getDoc()));
        addIfChanged(
                Kind.ALIASES_CHANGED,
                pair.path() + "/aliases",
                newer.getFullName(),
                sorted(older.getAliases()),
                sorted(newer.getAliases()));
    }

    private void addFields(Pair pair) {
        Map<Field, Field> kept = new LinkedHashMap<>();
        Set<String> gone = new LinkedHashSet<>();
        pair.older().getFields().forEach(field -> gone.add(field.name()));
        for (Field field : pair.newer().getFields()) {
            source(pair.older(), field, gone).ifPresent(source -> {
                gone.remove(source.name());
                kept.put(field, source);
            });
        }
        List<Pair> inside = new ArrayList<>();
        for (Field field : pair.newer().getFields()) {
            String path = Pointer.below(pair.path(), "/fields/" + field.pos());
            Optional<Field> source = Optional.ofNullable(kept.get(field));
            if (source.isPresent()) {
                addField(source.get(), field, path);
                inside.add(new Pair(source.get().schema(), field.schema(), path + "/type", field.name()));
            } else {
                add(Kind.FIELD_ADDED, path, field.name(), "", words(field.schema()) + defaultWords(field));
            }
        }
        for (String name : gone) {
            Field field = pair.older().getField(name);
            add(Kind.FIELD_REMOVED, pair.path() + "/fields/" + field.pos(), name, words(field.schema()), "");
        }
        List<Integer> order = kept.values().stream().map(Field::pos).toList();
        addIfReordered(
                Kind.FIELDS_REORDERED, pair.path() + "/fields", pair.newer().getFullName(), order);
        for (int i = inside.size() - 1; i >= 0; i--) {
            push(inside.get(i));
        }
    }

    /** By its name, else by an alias that no field of that name has taken. */
    private static Optional<Field> source(Schema older, Field field, Set<String> free) {
        if (older.getField(field.name()) != null) {
            return Optional.of(older.getField(field.name()));
        }
        return field.aliases().stream()
                .filter(free::contains)
                .map(older::getField)
                .findFirst();
    }

    private void addField(Field older, Field newer, String path) {
        addIfChanged(Kind.FIELD_RENAMED, path + "/name", newer.name(), older.name(), newer.name());
        addIfChanged(Kind.DEFAULT_CHANGED, path + "/default", newer.name(), defaultText(older), defaultText(newer));
        addIfChanged(Kind.DOC_CHANGED, path + "/doc", newer.name(), text(older.doc()), text(newer.doc()));
        addIfChanged(
                Kind.ALIASES_CHANGED,
                path + "/aliases",
                newer.name(),
                sorted(older.aliases()),
                sorted(newer.aliases()));
        addIfChanged(
                Kind.PROPERTY_CHANGED,
                path + "/order",
                "order of " + newer.name(),
                older.order().name(),
                newer.order().name());
        addProperties(older, newer, path, newer.name());
    }

    private void addSymbols(Pair pair) {
        List<String> older = pair.older().getEnumSymbols();
        List<String> newer = pair.newer().getEnumSymbols();
        addComings(Kind.SYMBOL_ADDED, newer, older, pair.path() + "/symbols");
        addComings(Kind.SYMBOL_REMOVED, older, newer, pair.path() + "/symbols");
        addIfReordered(
                Kind.SYMBOLS_REORDERED, pair.path() + "/symbols", pair.newer().getFullName(), places(newer, older));
        addIfChanged(
                Kind.DEFAULT_CHANGED,
                pair.path() + "/default",
                pair.newer().getFullName(),
                text(pair.older().getEnumDefault()),
                text(pair.newer().getEnumDefault()));
    }

    private void addBranches(Pair pair) {
        Map<String, Schema> older = branches(pair.older());
        Map<String, Schema> newer = branches(pair.newer());
        addComings(Kind.BRANCH_ADDED, newer.keySet(), older.keySet(), pair.path());
        addComings(Kind.BRANCH_REMOVED, older.keySet(), newer.keySet(), pair.path());
        addIfReordered(
                Kind.BRANCHES_REORDERED,
                pair.path(),
                pair.name(),
                places(List.copyOf(newer.keySet()), List.copyOf(older.keySet())));
        int place = 0;
        for (Map.Entry<String, Schema> branch : newer.entrySet()) {
            Optional<Schema> before = Optional.ofNullable(older.get(branch.getKey()));
            String path = Pointer.below(pair.path(), "/" + place++);
            before.ifPresent(same -> push(new Pair(same, branch.getValue(), path, pair.name())));
        }
    }

    private static Map<String, Schema> branches(Schema union) {
        Map<String, Schema> branches = new LinkedHashMap<>();
        union.getTypes().forEach(branch -> branches.put(branch.getFullName(), branch));
        return branches;
    }

    private void addComings(Kind kind, Collection<String> those, Collection<String> others, String path) {
        Set<String> known = new HashSet<>(others);
        boolean gone = kind == Kind.SYMBOL_REMOVED || kind == Kind.BRANCH_REMOVED;
        int place = 0;
        for (String each : those) {
            if (!known.contains(each)) {
                add(kind, path + "/" + place, each, gone ? each : "", gone ? "" : each);
            }
            place++;
        }
    }

    private void addProperties(JsonProperties older, JsonProperties newer, String path, String of) {
        Set<String> names = new TreeSet<>(older.getObjectProps().keySet());
        names.addAll(newer.getObjectProps().keySet());
        for (String name : names) {
            Object before = older.getObjectProp(name);
            Object after = newer.getObjectProp(name);
            if (!Objects.equals(before, after)) {
                add(
                        Kind.PROPERTY_CHANGED,
                        path + "/" + name.replace("~", "~0").replace("/", "~1"),
                        name + " of " + of,
                        before == null ? "" : before.toString(),
                        after == null ? "" : after.toString());
            }
        }
    }

    /** Where the common ones of a list stand in another list. */
    private static List<Integer> places(List<String> those, List<String> others) {
        Map<String, Integer> place = new LinkedHashMap<>();
        others.forEach(each -> place.put(each, place.size()));
        return those.stream()
                .map(place::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private void addIfReordered(Kind kind, String path, String name, List<Integer> places) {
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i) < places.get(i - 1)) {
                add(kind, path, name, "", "");
                return;
            }
        }
    }

    private void addIfChanged(Kind kind, String path, String name, String before, String after) {
        if (!before.equals(after)) {
            add(kind, path, name, before, after);
        }
    }

    private void add(Kind kind, String path, String name, String before, String after) {
        found.add(new Change(kind, path.isEmpty() ? "/" : path, name, before, after));
    }

    private static String words(Schema schema) {
        return isNamed(schema)
                ? schema.getType().getName() + " " + schema.getFullName()
                : schema.getType().getName();
    }

    private static String defaultWords(Field field) {
        return field.hasDefaultValue() ? ", default " + defaultText(field) : ", no default";
    }

    private static String defaultText(Field field) {
        return field.hasDefaultValue() ? valueText(field.defaultVal()) : "";
    }

    private static String valueText(@Nullable Object value) {
        if (value == null || value == JsonProperties.NULL_VALUE) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return '"' + new String(bytes, StandardCharsets.ISO_8859_1) + '"';
        }
        return value instanceof CharSequence ? "\"" + value + '"' : value.toString();
    }

    private static String sorted(Set<String> aliases) {
        return aliases.isEmpty() ? "" : String.join(", ", new TreeSet<>(aliases));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static boolean isNamed(Schema schema) {
        return schema.getType() == Type.RECORD || schema.getType() == Type.ENUM || schema.getType() == Type.FIXED;
    }
}
