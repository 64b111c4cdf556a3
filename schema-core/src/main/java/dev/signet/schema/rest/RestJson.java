package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the records of this package. Unknown fields are ignored, a value of the wrong JSON type is refused,
 * empty fields are left out. Safe for concurrent use.
 */
public final class RestJson {
    private static final JsonMapper MAPPER = configured();

    private RestJson() {}

    /** The record as UTF-8 JSON. */
    public static byte[] bytes(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("cannot write " + body.getClass().getSimpleName() + " as JSON", impossible);
        }
    }

    /**
     * Reads a body.
     *
     * @return the record; or refused with {@link ErrorCode#EMPTY_REQUEST} for nothing and {@code null}, and with
     *     {@link ErrorCode#MALFORMED_REQUEST} for what is not JSON of that shape
     */
    public static <T> Answer<T> read(byte[] body, Class<T> type) {
        return read(body, MAPPER.constructType(type));
    }

    /** As {@link #read(byte[], Class)}, for generic types such as lists. */
    public static <T> Answer<T> read(byte[] body, TypeReference<T> type) {
        return read(body, MAPPER.constructType(type));
    }

    /** The names of a body's fields, whoever knows them; none if it is no JSON object. */
    public static List<String> fieldNames(byte[] body) {
        try {
            List<String> names = new ArrayList<>();
            MAPPER.readTree(body).fieldNames().forEachRemaining(names::add);
            return names;
        } catch (IOException malformed) {
            return List.of();
        }
    }

    private static <T> Answer<T> read(byte[] body, JavaType type) {
        if (isBlank(body)) {
            return ErrorCode.EMPTY_REQUEST.refused("The request body is empty; it must be a JSON value");
        }
        try {
            @Nullable T value = MAPPER.readValue(body, type);
            return value == null
                    ? ErrorCode.EMPTY_REQUEST.refused("The request body is null; it must be a JSON value")
                    : Answer.done(value);
        } catch (IOException malformed) {
            return ErrorCode.MALFORMED_REQUEST.refused(JsonFault.describe(malformed));
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    /** For what reads more than one value. */
    static JsonMapper mapper() {
        return MAPPER;
    }

    private static JsonMapper configured() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        flag -> flag.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                // A null inside an array or a map would travel into sets and digests that have no place for it.
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .build();
    }
}
