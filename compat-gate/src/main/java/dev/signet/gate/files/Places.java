package dev.signet.gate.files;

import dev.signet.schema.avro.TypeNames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds lines and columns of places in schemas. A pointer that leads through the name of a type goes on where that type
 * is defined, in another file if need be. Confined to one thread.
 */
public final class Places {
    private final Map<String, Optional<PlacedJson>> jsonByPath = new HashMap<>();
    private final Map<String, Map<String, Definition>> definitionsByPath = new HashMap<>();

    private record Definition(PlacedJson json, String namespace) {}

    /** Where a walk stands. */
    private record At(SchemaFile file, PlacedJson json, String namespace) {
        Place place() {
            return new Place(file.path(), json.position());
        }

        At to(PlacedJson other) {
            return new At(file, other, namespace);
        }
    }

    /**
     * The place of a part of a schema; that of the nearest part around it if the file does not have it.
     *
     * @param pointer a JSON pointer into the schema, such as {@code /fields/2/type}
     */
    public Place of(SchemaFile file, String pointer) {
        Optional<PlacedJson> root = json(file);
        if (root.isEmpty()) {
            return Place.startOf(file.path());
        }
        At at = new At(file, root.get(), "");
        for (String segment : pointer.split("/", -1)) {
            if (segment.isEmpty()) {
                continue;
            }
            Optional<At> next = step(defined(at), segment);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        return at.place();
    }

    private Optional<PlacedJson> json(SchemaFile file) {
        return jsonByPath.computeIfAbsent(file.path(), any -> PlacedJson.of(file.text()));
    }

    private static Optional<At> step(At at, String segment) {
        PlacedJson json = at.json();
        if (json.isArray()) {
            return segment.chars().allMatch(Character::isDigit) && segment.length() < 7
                    ? json.element(Integer.parseInt(segment)).map(at::to)
                    : Optional.empty();
        }
        return json.field(segment).map(value -> new At(at.file(), value, namespaceOf(json, at.namespace())));
    }

    /** The definition behind a name, and what stands inside of {@code {"type": {...}}}. */
    private At defined(At at) {
        At now = at;
        for (int i = 0; i < 10; i++) {
            Optional<String> name = now.json().text();
            if (name.isPresent()) {
                Optional<At> definition = definition(now, name.get());
                if (definition.isEmpty()) {
                    return now;
                }
                now = definition.get();
            } else if (wraps(now.json())) {
                now = now.to(now.json().field("type").orElseThrow());
            } else {
                return now;
            }
        }
        return now;
    }

    /** A type that is written as an object around another type; a field has a name, and its type is asked for. */
    private static boolean wraps(PlacedJson json) {
        return json.isObject()
                && json.field("name").isEmpty()
                && json.field("type")
                        .filter(type -> type.isObject() || type.isArray())
                        .isPresent();
    }

    private Optional<At> definition(At at, String name) {
        String fullName = name.indexOf('.') >= 0 || at.namespace().isEmpty() ? name : at.namespace() + "." + name;
        Deque<SchemaFile> files = new ArrayDeque<>(List.of(at.file()));
        files.addAll(at.file().allNeeds());
        for (SchemaFile file : files) {
            Definition found = definitions(file).get(fullName);
            if (found != null) {
                return Optional.of(new At(file, found.json(), found.namespace()));
            }
        }
        return Optional.empty();
    }

    private Map<String, Definition> definitions(SchemaFile file) {
        return definitionsByPath.computeIfAbsent(file.path(), any -> {
            Map<String, Definition> found = new HashMap<>();
            json(file).ifPresent(root -> collect(root, "", found));
            found.keySet().retainAll(TypeNames.of(file.text()).declared());
            return found;
        });
    }

    private static void collect(PlacedJson root, String outermost, Map<String, Definition> found) {
        Deque<Definition> open = new ArrayDeque<>(List.of(new Definition(root, outermost)));
        while (!open.isEmpty()) {
            Definition part = open.pop();
            String namespace = namespaceOf(part.json(), part.namespace());
            part.json()
                    .field("name")
                    .flatMap(PlacedJson::text)
                    .ifPresent(name -> found.putIfAbsent(
                            name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name,
                            new Definition(part.json(), part.namespace())));
            part.json().parts().forEach(inner -> open.addLast(new Definition(inner, namespace)));
        }
    }

    private static String namespaceOf(PlacedJson json, String around) {
        Optional<String> name = json.field("name").flatMap(PlacedJson::text);
        boolean isType = json.field("fields").isPresent()
                || json.field("symbols").isPresent()
                || json.field("size").isPresent();
        if (!isType || name.isEmpty()) {
            return around;
        }
        int dot = name.get().lastIndexOf('.');
        return dot >= 0
                ? name.get().substring(0, dot)
                : json.field("namespace").flatMap(PlacedJson::text).orElse(around);
    }
}
