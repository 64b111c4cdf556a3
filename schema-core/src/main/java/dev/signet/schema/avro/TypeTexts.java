package dev.signet.schema.avro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts of which each is known by the type that it defines, and which name one another's types. For one thread.
 */
public final class TypeTexts {
    private final Map<String, String> texts;
    private final Map<String, TypeNames> names = new HashMap<>();

    /** Texts by the full name of the type that each defines. */
    public TypeTexts(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** What a text needs of the others. */
    public sealed interface Needed {
        /** The types, each after those that it needs itself, with their texts. */
        record InOrder(Map<String, String> texts) implements Needed {}

        /** Types that refer to one another in a circle. */
        record Circle(List<String> types) implements Needed {
            public Circle {
                types = List.copyOf(types);
            }
        }
    }

    /** The types that a text takes from the others, directly or not. */
    public Needed neededBy(String text) {
        Map<String, String> ordered = new LinkedHashMap<>();
        List<String> circle = new ArrayList<>();
        visit(TypeNames.of(text), ordered, new LinkedHashSet<>(), circle);
        return circle.isEmpty() ? new Needed.InOrder(ordered) : new Needed.Circle(circle);
    }

    private void visit(TypeNames of, Map<String, String> ordered, Set<String> open, List<String> circle) {
        for (String name : of.used()) {
            String needed = texts.get(name);
            if (needed == null || ordered.containsKey(name) || !circle.isEmpty()) {
                continue;
            }
            if (!open.add(name)) {
                circle.addAll(open);
                return;
            }
            visit(names.computeIfAbsent(name, any -> TypeNames.of(needed)), ordered, open, circle);
            open.remove(name);
            ordered.put(name, needed);
        }
    }
}
