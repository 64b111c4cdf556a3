package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signet.schema.avro.Outline.Shape;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The types that the dependencies of a text define. A dependency may define a name that another one has bound before; the
 * first binding stays the one in force. Confined to one parse.
 */
final class KnownTypes {
    private final Map<String, Schema> types = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, TypeDefinitions> definedBy = new HashMap<>();

    /** Takes in a dependency, after those that it needs itself. */
    void add(ResolvedReference dependency) throws JsonProcessingException {
        Optional<TypeDefinitions> parsed = dependency.parsed().flatMap(this::fitting);
        TypeDefinitions found = parsed.isPresent() ? parsed.get() : parsed(dependency.text());
        found.shapes().forEach(shapes::putIfAbsent);
        found.types().forEach((name, type) -> {
            types.putIfAbsent(name, type);
            definedBy.putIfAbsent(name, found);
        });
    }

    /** What a schema defines, if the names in it mean here what they meant where it was parsed. */
    private Optional<TypeDefinitions> fitting(ParsedSchema parsed) {
        return parsed instanceof AvroSchema avro
                ? avro.definitions()
                        .filter(found -> found.lacked().entrySet().stream()
                                .allMatch(lacked -> definition(lacked.getKey()) == lacked.getValue()))
                : Optional.empty();
    }

    private TypeDefinitions definition(String name) {
        return definedBy.getOrDefault(name, TypeDefinitions.NOWHERE);
    }

    private TypeDefinitions parsed(String text) throws JsonProcessingException {
        Outline outline = Outline.of(text);
        Set<String> lacked = namesIn(outline);
        lacked.removeAll(outline.definitions().keySet());
        Schema schema = AvroFormat.read(text, types(lacked), Strictness.STORED);
        return TypeDefinitions.of(outline, schema, definitions(lacked));
    }

    /** What a schema of this outline defines. */
    TypeDefinitions definitions(Outline outline, Schema schema) {
        Set<String> lacked = namesIn(outline);
        lacked.removeAll(outline.definitions().keySet());
        return TypeDefinitions.of(outline, schema, definitions(lacked));
    }

    private Map<String, TypeDefinitions> definitions(Set<String> names) {
        Map<String, TypeDefinitions> definitions = new HashMap<>();
        names.forEach(name -> definitions.put(name, definition(name)));
        return definitions;
    }

    /**
     * The types that have to do with a text: Avro's parser copies all that it is given, with all that they lead to. A
     * type that the text defines, too, is among them, for Avro to object.
     */
    List<Schema> typesFor(Outline outline) {
        Set<String> names = namesIn(outline);
        names.addAll(outline.definitions().keySet());
        return types(names);
    }

    private List<Schema> types(Set<String> names) {
        List<Schema> found = new ArrayList<>();
        for (String name : names) {
            Optional.ofNullable(types.get(name)).ifPresent(found::add);
        }
        return found;
    }

    /** A name is looked for in the namespace around it, then in none. */
    private static Set<String> namesIn(Outline outline) {
        Set<String> names = new LinkedHashSet<>(outline.used());
        outline.used().forEach(name -> names.add(name.substring(name.lastIndexOf('.') + 1)));
        return names;
    }

    /** All of them by full name. */
    Map<String, Schema> all() {
        return Map.copyOf(types);
    }

    /** The named types of a text and of all that it refers to. */
    Map<String, Shape> shapesWith(Outline outline) {
        Map<String, Shape> all = new HashMap<>(shapes);
        all.putAll(outline.definitions());
        return all;
    }
}
