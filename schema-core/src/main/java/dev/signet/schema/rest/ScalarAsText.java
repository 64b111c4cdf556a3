package dev.signet.schema.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Reads a number or a boolean as its text, where the contract answers such a value as a wrong name and not as bad JSON. */
final class ScalarAsText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    ScalarAsText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.currentToken().isScalarValue()
                ? parser.getText()
                : (String) context.handleUnexpectedToken(String.class, parser);
    }
}
