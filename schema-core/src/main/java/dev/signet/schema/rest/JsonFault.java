package dev.signet.schema.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON body, in words that name the place and never a class of ours. */
final class JsonFault {
    private JsonFault() {}

    static String describe(IOException fault) {
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "The field '" + path(mapping) + "' must be " + expected(mapping) + place(mapping.getLocation());
        }
        if (fault instanceof JsonMappingException mapping) {
            return "The body must be " + expected(mapping) + place(mapping.getLocation());
        }
        if (fault instanceof JsonProcessingException syntax) {
            return "The body is not JSON: " + syntax.getOriginalMessage() + place(syntax.getLocation());
        }
        return "The body is not JSON in UTF-8";
    }

    private static String path(JsonMappingException fault) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(JsonMappingException fault) {
        if (fault.getCause() instanceof InputCoercionException tooBig) {
            return shape(tooBig.getTargetType());
        }
        return fault instanceof MismatchedInputException mismatch
                ? shape(mismatch.getTargetType())
                : "a JSON value of the documented shape";
    }

    private static String shape(@Nullable Class<?> type) {
        if (type == null) {
            return "a JSON value of the documented shape";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number from -2147483648 to 2147483647";
        }
        if (type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "an array without nulls" : "an object without nulls in it";
    }

    static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
