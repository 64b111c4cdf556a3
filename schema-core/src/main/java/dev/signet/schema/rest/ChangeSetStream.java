package dev.signet.schema.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a change set as it arrives, one change after the other: {@code {"changes": [...], "cursor": "..."}}. */
public final class ChangeSetStream {
    private static final String CHANGES = "changes";
    private static final String CURSOR = "cursor";

    /** Of one change, so that a flood of names takes no memory. */
    private static final int MOST_UNKNOWN = 16;

    private final ObjectReader changes;
    private final JsonParser parser;
    private final Sink sink;
    private final List<String> unknown = new ArrayList<>();
    private boolean changesSeen;
    private int count;
    private @Nullable String cursor;

    /** Takes the changes in. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one; a refusal ends the reading.
         *
         * @param unknownSettings the names of fields of its config that nobody reads, the first few
         */
        Optional<Refusal> take(ChangeRequest change, List<String> unknownSettings);
    }

    private ChangeSetStream(JsonParser parser, Sink sink) {
        this.parser = parser;
        this.sink = sink;
        this.changes = RestJson.mapper()
                .readerFor(ChangeRequest.class)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withHandler(new DeserializationProblemHandler() {
                    @Override
                    public boolean handleUnknownProperty(
                            DeserializationContext context,
                            JsonParser at,
                            JsonDeserializer<?> reader,
                            Object bean,
                            String name)
                            throws IOException {
                        if (reader.handledType() == ConfigRequest.class && unknown.size() < MOST_UNKNOWN) {
                            unknown.add(name);
                        }
                        at.skipChildren();
                        return true;
                    }
                });
    }

    /**
     * Reads a body to its end.
     *
     * @return the cursor, if there is one; or refused by the sink, or as {@link RestJson#read(byte[], Class)} refuses
     * @throws IOException if the body cannot be read, for another reason than what it says
     */
    public static Answer<Optional<String>> read(InputStream body, Sink sink) throws IOException {
        try (JsonParser parser = RestJson.mapper().createParser(body)) {
            return new ChangeSetStream(parser, sink).read();
        } catch (JsonProcessingException malformed) {
            return ErrorCode.MALFORMED_REQUEST.refused(JsonFault.describe(malformed));
        }
    }

    private Answer<Optional<String>> read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return ErrorCode.EMPTY_REQUEST.refused("The request body is empty; it must be a JSON value");
        }
        if (first != JsonToken.START_OBJECT) {
            return malformed("The body must be an object with a list of 'changes'");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            Optional<Refusal> refusal = field(field);
            if (refusal.isPresent()) {
                return refusal.get().answer();
            }
        }
        if (parser.nextToken() != null) {
            return malformed("The body must end after its object");
        }
        return changesSeen
                ? Answer.done(Optional.ofNullable(cursor))
                : malformed("The field 'changes' must be a list of changes, and is not there");
    }

    private Optional<Refusal> field(String name) throws IOException {
        if (name.equals(CHANGES)) {
            return changes();
        }
        if (!name.equals(CURSOR)) {
            parser.skipChildren();
            return Optional.empty();
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING && parser.currentToken() != JsonToken.VALUE_NULL) {
            return Optional.of(fault("The field 'cursor' must be text"));
        }
        cursor = parser.getValueAsString(null);
        return Optional.empty();
    }

    private Optional<Refusal> changes() throws IOException {
        if (changesSeen || parser.currentToken() != JsonToken.START_ARRAY) {
            return Optional.of(fault("The field 'changes' must be one list of changes"));
        }
        changesSeen = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Optional<Refusal> refusal =
                    parser.currentToken() == JsonToken.START_OBJECT ? taken() : Optional.of(notAChange());
            if (refusal.isPresent()) {
                return refusal;
            }
            count++;
        }
        return Optional.empty();
    }

    private Optional<Refusal> taken() throws IOException {
        unknown.clear();
        ChangeRequest change = change();
        return sink.take(change, List.copyOf(unknown));
    }

    private ChangeRequest change() throws IOException {
        try {
            return changes.readValue(parser);
        } catch (JsonMappingException misshapen) {
            misshapen.prependPath(List.of(), count);
            misshapen.prependPath(Map.of(), CHANGES);
            throw misshapen;
        }
    }

    private Refusal notAChange() {
        return fault("The field 'changes[" + count + "]' must be an object");
    }

    private Refusal fault(String sentence) {
        return ErrorCode.MALFORMED_REQUEST.refusal(sentence + JsonFault.place(parser.currentLocation()));
    }

    private Answer<Optional<String>> malformed(String sentence) {
        return fault(sentence).answer();
    }
}
