package dev.signet.schema.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells an absent field from {@code null} and from a value. */
final class FieldChangeReader extends StdDeserializer<FieldChange<?>> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final @Nullable JavaType content;

    FieldChangeReader() {
        this(null);
    }

    private FieldChangeReader(@Nullable JavaType content) {
        super(FieldChange.class);
        this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new FieldChangeReader(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public FieldChange<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return new FieldChange.Set<>(context.readValue(parser, content));
    }

    @Override
    public FieldChange<?> getNullValue(DeserializationContext context) {
        return new FieldChange.Clear<>();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
        return new FieldChange.Keep<>();
    }
}
