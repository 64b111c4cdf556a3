package dev.signet.gate.files;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value that knows where it stands in its text. Immutable once read.
 */
public final class PlacedJson {
    /** Comments pass, as with Avro's own parser. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final Position position;
    private final JsonToken token;
    private final String text;
    private final Map<String, PlacedJson> fields = new LinkedHashMap<>();
    private final List<PlacedJson> elements = new ArrayList<>();

    private PlacedJson(JsonParser parser, JsonToken token) throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        this.position = new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        this.token = token;
        this.text = token.isScalarValue() ? parser.getText() : "";
    }

    /** Reads a text; empty if it is not JSON. */
    public static Optional<PlacedJson> of(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<PlacedJson> read(JsonParser parser) throws IOException {
        Deque<PlacedJson> open = new ArrayDeque<>();
        String name = "";
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
                continue;
            }
            PlacedJson value = token.isStructEnd() ? open.pop() : new PlacedJson(parser, token);
            if (!token.isStructEnd() && !open.isEmpty()) {
                open.peek().add(name, value);
            }
            if (token.isStructStart()) {
                open.push(value);
            } else if (open.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private void add(String name, PlacedJson value) {
        if (token == JsonToken.START_OBJECT) {
            fields.put(name, value);
        } else {
            elements.add(value);
        }
    }

    /** Where it begins. */
    public Position position() {
        return position;
    }

    /** Its text, if it is a string. */
    public Optional<String> text() {
        return token == JsonToken.VALUE_STRING ? Optional.of(text) : Optional.empty();
    }

    public boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    /** The value of a field; empty if it has none of that name. */
    public Optional<PlacedJson> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** An element; empty if there is none at that place. */
    public Optional<PlacedJson> element(int place) {
        return place >= 0 && place < elements.size() ? Optional.of(elements.get(place)) : Optional.empty();
    }

    /** Its elements, or the values of its fields. */
    public List<PlacedJson> parts() {
        return isObject() ? List.copyOf(fields.values()) : List.copyOf(elements);
    }
}
