package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaType;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaBounds;
import dev.signet.schema.format.SchemaBounds.Excess;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaTerms;
import dev.signet.schema.format.TagEdit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Avro, as {@link SchemaFormat}. Stateless. */
public final class AvroFormat implements SchemaFormat {
    private final SchemaBounds bounds;

    /** With the standard bounds. */
    public AvroFormat() {
        this(SchemaBounds.STANDARD);
    }

    /**
     * With bounds of one's own.
     *
     * @param bounds the bounds of new schemas and of comparisons; stored schemas have the ceiling of each
     */
    public AvroFormat(SchemaBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public SchemaType type() {
        return SchemaType.AVRO;
    }

    @Override
    public ParseResult parse(String text, List<ResolvedReference> dependencies, Strictness strictness) {
        Optional<Excess> tooLong = inForce(strictness).excess(Bound.TEXT, UnicodeText.utf8Length(text));
        if (tooLong.isPresent()) {
            return new ParseResult.Invalid(tooLong.get());
        }
        try {
            return parse(Outline.of(text), text, dependencies, strictness);
        } catch (JsonProcessingException notJson) {
            return new ParseResult.Invalid(reason(notJson));
        } catch (StackOverflowError tooDeep) {
            return new ParseResult.Invalid("the schema is nested too deeply to be read");
        } catch (RuntimeException refused) {
            // Avro's parser throws many unchecked types (SchemaParseException, AvroTypeException,
            // AvroRuntimeException, NullPointerException, ...) for what a text says: all of them mean "not a schema".
            return new ParseResult.Invalid(reason(refused));
        }
    }

    private ParseResult parse(Outline outline, String text, List<ResolvedReference> dependencies, Strictness strictness)
            throws JsonProcessingException {
        KnownTypes known = new KnownTypes();
        for (ResolvedReference dependency : dependencies) {
            known.add(dependency);
        }
        Optional<Excess> excess = Measure.excess(outline, known.shapesWith(outline), inForce(strictness));
        if (excess.isPresent()) {
            return new ParseResult.Invalid(excess.get());
        }
        Schema schema = read(text, known.typesFor(outline), strictness);
        return new ParseResult.Parsed(
                AvroSchema.of(schema, known.all(), known.definitions(outline, schema), bounds.of(Bound.PAIRS)));
    }

    private SchemaBounds inForce(Strictness strictness) {
        return strictness == Strictness.NEW ? bounds : SchemaBounds.CEILING;
    }

    @Override
    public List<EntityTags> tags(String text) {
        return TaggedText.of(text).map(TaggedText::tags).orElse(List.of());
    }

    @Override
    public Answer<String> retagged(String text, List<EntityTags> inherited, TagEdit edit) {
        return TaggedText.of(text).map(tagged -> tagged.edited(inherited, edit)).orElse(Answer.done(text));
    }

    @Override
    public SchemaTerms terms(String text) {
        return TermWalk.of(text);
    }

    /** Avro's own object, which has no bounds. */
    static Schema read(String text, Collection<Schema> known, Strictness strictness) {
        boolean isNew = strictness == Strictness.NEW;
        Schema.Parser parser = new Schema.Parser(isNew ? NameValidator.STRICT_VALIDATOR : NameValidator.UTF_VALIDATOR);
        parser.setValidateDefaults(isNew);
        parser.addTypes(known);
        return parser.parse(text);
    }

    private static String reason(RuntimeException refused) {
        if (refused.getCause() instanceof JsonProcessingException json) {
            return reason(json);
        }
        String message = refused.getMessage();
        if (message == null || message.isBlank()) {
            return "the text is not an Avro schema";
        }
        // Avro's name for a type that it has not seen yet means nothing to an author.
        return message.contains(".UnresolvedSchema_")
                ? "the text only names a type, which neither it nor its references define"
                : message;
    }

    private static String reason(JsonProcessingException json) {
        if (json instanceof StreamConstraintsException) {
            return "the schema is nested too deeply, or a number or name in it is too long: "
                    + json.getOriginalMessage();
        }
        JsonLocation place = json.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return "the text is not JSON: " + json.getOriginalMessage() + where;
    }
}
