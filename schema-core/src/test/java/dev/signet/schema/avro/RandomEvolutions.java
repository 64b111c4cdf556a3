package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Changes a schema as its authors do: fields come, go, move, get defaults, aliases and other types; symbols and
 * branches come and go; names and namespaces change. For one thread.
 */
public final class RandomEvolutions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PRIMITIVES =
            List.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    private final SplittableRandom random;

    public RandomEvolutions(SplittableRandom random) {
        this.random = random;
    }

    /** The schema after a few changes; empty if they made it no schema. */
    public Optional<Schema> next(Schema schema) {
        try {
            JsonNode[] holder = {JSON.readTree(schema.toString())};
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                change(holder);
            }
            Schema.Parser parser = new Schema.Parser(NameValidator.UTF_VALIDATOR);
            parser.setValidateDefaults(false);
            return Optional.of(parser.parse(JSON.writeValueAsString(holder[0])));
        } catch (AvroRuntimeException noSchema) {
            return Optional.empty();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void change(JsonNode[] holder) {
        List<Runnable> possible = new ArrayList<>();
        collect(holder[0], changed -> holder[0] = changed, possible);
        possible.get(random.nextInt(possible.size())).run();
    }

    private interface Place {
        void put(JsonNode type);
    }

    private void collect(JsonNode type, Place place, List<Runnable> possible) {
        possible.add(() -> place.put(otherType(type)));
        if (type instanceof ArrayNode union) {
            possible.add(() -> changeUnion(union));
            for (int i = 0; i < union.size(); i++) {
                int at = i;
                collect(union.get(i), changed -> union.set(at, changed), possible);
            }
        } else if (type instanceof ObjectNode object) {
            collectObject(object, possible);
        }
    }

    private void collectObject(ObjectNode object, List<Runnable> possible) {
        switch (object.path("type").asText()) {
            case "record" -> {
                possible.add(() -> changeFields((ArrayNode) object.get("fields")));
                possible.add(() -> changeFields((ArrayNode) object.get("fields")));
                possible.add(() -> changeName(object));
                object.get("fields")
                        .forEach(field -> collect(
                                field.get("type"), changed -> ((ObjectNode) field).set("type", changed), possible));
            }
            case "enum" -> {
                possible.add(() -> changeSymbols(object));
                possible.add(() -> changeName(object));
            }
            case "fixed" -> {
                possible.add(() -> object.put("size", 1 + random.nextInt(4)));
                possible.add(() -> changeName(object));
            }
            case "array" -> collect(object.get("items"), changed -> object.set("items", changed), possible);
            case "map" -> collect(object.get("values"), changed -> object.set("values", changed), possible);
            default -> {}
        }
    }

    private JsonNode otherType(JsonNode type) {
        return switch (random.nextInt(5)) {
            case 0 -> JSON.createArrayNode().add("null").add(type.deepCopy());
            case 1 -> JSON.createObjectNode().put("type", "array").set("items", type.deepCopy());
            default -> TextNode.valueOf(PRIMITIVES.get(random.nextInt(PRIMITIVES.size())));
        };
    }

    private void changeUnion(ArrayNode union) {
        if (random.nextBoolean() && !union.isEmpty()) {
            union.remove(random.nextInt(union.size()));
        } else {
            union.add(PRIMITIVES.get(random.nextInt(PRIMITIVES.size())));
        }
    }

    private void changeSymbols(ObjectNode enumeration) {
        ArrayNode symbols = (ArrayNode) enumeration.get("symbols");
        switch (random.nextInt(3)) {
            case 0 -> symbols.add("ADDED_" + random.nextInt(3));
            case 1 -> {
                if (symbols.size() > 1) {
                    symbols.remove(random.nextInt(symbols.size()));
                }
            }
            default -> enumeration.set("default", symbols.get(random.nextInt(symbols.size())));
        }
    }

    private void changeName(ObjectNode named) {
        String old = named.path("name").asText();
        switch (random.nextInt(3)) {
            case 0 -> named.put("name", old + "X");
            case 1 -> named.put("namespace", "other.space");
            default -> {
                named.put("name", old + "Y");
                String space = named.path("namespace").asText();
                named.putArray("aliases").add(space.isEmpty() ? old : space + "." + old);
            }
        }
    }

    private void changeFields(ArrayNode fields) {
        int at = fields.isEmpty() ? 0 : random.nextInt(fields.size());
        switch (fields.isEmpty() ? 0 : random.nextInt(5)) {
            case 0 -> {
                ObjectNode field = JSON.createObjectNode().put("name", "added" + random.nextInt(100));
                field.put("type", "int");
                if (random.nextBoolean()) {
                    field.put("default", 7);
                }
                fields.insert(at, field);
            }
            case 1 -> fields.remove(at);
            case 2 -> fields.add(fields.remove(at));
            case 3 -> {
                ObjectNode field = (ObjectNode) fields.get(at);
                String old = field.get("name").asText();
                field.put("name", old + "Z");
                if (random.nextBoolean()) {
                    field.putArray("aliases").add(old);
                }
            }
            default -> ((ObjectNode) fields.get(at)).putArray("aliases").add("added" + random.nextInt(100));
        }
    }
}
