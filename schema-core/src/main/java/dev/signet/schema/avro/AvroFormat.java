package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signet.schema.SchemaType;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Avro, as {@link SchemaFormat}. Stateless. */
public final class AvroFormat implements SchemaFormat {
    @Override
    public SchemaType type() {
        return SchemaType.AVRO;
    }

    @Override
    public ParseResult parse(String text, List<ResolvedReference> dependencies, Strictness strictness) {
        try {
            Map<String, Schema> known = new LinkedHashMap<>();
            for (ResolvedReference dependency : dependencies) {
                NamedTypes.of(dependency(dependency.text(), known)).forEach(known::putIfAbsent);
            }
            Map<String, Schema> external = Map.copyOf(known);
            return new ParseResult.Parsed(AvroSchema.of(parse(text, known, strictness), external));
        } catch (StackOverflowError tooDeep) {
            return new ParseResult.Invalid("the schema is nested too deeply to be read");
        } catch (RuntimeException refused) {
            // Avro's parser throws many unchecked types (SchemaParseException, AvroTypeException,
            // AvroRuntimeException, NullPointerException, ...) for what a text says: all of them mean "not a schema".
            return new ParseResult.Invalid(reason(refused));
        }
    }

    /** A dependency may define a name that another one has bound before; the first binding stays the one in force. */
    private static Schema dependency(String text, Map<String, Schema> known) {
        Map<String, Schema> others = new LinkedHashMap<>(known);
        others.keySet().removeAll(TypeNames.of(text).declared());
        return parse(text, others, Strictness.STORED);
    }

    private static Schema parse(String text, Map<String, Schema> known, Strictness strictness) {
        boolean isNew = strictness == Strictness.NEW;
        Schema.Parser parser = new Schema.Parser(isNew ? NameValidator.STRICT_VALIDATOR : NameValidator.UTF_VALIDATOR);
        parser.setValidateDefaults(isNew);
        parser.addTypes(known.values());
        return parser.parse(text);
    }

    private static String reason(RuntimeException refused) {
        if (refused.getCause() instanceof JsonProcessingException json) {
            JsonLocation place = json.getLocation();
            String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
            return "the text is not JSON: " + json.getOriginalMessage() + where;
        }
        String message = refused.getMessage();
        return message == null || message.isBlank() ? "the text is not an Avro schema" : message;
    }
}
