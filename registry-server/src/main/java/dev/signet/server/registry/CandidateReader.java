package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.registration.SubmittedSchema;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads submitted schemas: the expensive part of a registration, done before anything is locked. Clients send the same
 * schema again and again, so what stands alone is remembered: what was read depends on nothing but what was sent. Safe
 * for concurrent use.
 */
final class CandidateReader {
    private final SchemaFormats formats;
    private final ParsedSchemas parsedSchemas;
    private final RecentlyUsed<CandidateInputs, Candidate> recent;

    /**
     * A reader that has read nothing.
     *
     * @param maxWeight how many characters of schema text may be remembered
     */
    CandidateReader(SchemaFormats formats, ParsedSchemas parsedSchemas, long maxWeight) {
        this.formats = formats;
        this.parsedSchemas = parsedSchemas;
        this.recent = new RecentlyUsed<>(maxWeight, Candidate::weight);
    }

    CacheState state() {
        return recent.state("submitted schemas");
    }

    /**
     * Reads a schema.
     *
     * @param subject where it was submitted, for messages
     * @param loaded what its references point at
     */
    Answer<Candidate> read(Subject subject, CandidateInputs inputs, Map<ContextId, ParsedContent> loaded) {
        if (!inputs.dependencies().isEmpty()) {
            return readAnew(subject, inputs, loaded);
        }
        Optional<Candidate> known = recent.find(inputs);
        if (known.isPresent()) {
            return Answer.done(known.get());
        }
        Answer<Candidate> answer = readAnew(subject, inputs, loaded);
        answer.asOptional().ifPresent(candidate -> recent.put(inputs, candidate));
        return answer;
    }

    private Answer<Candidate> readAnew(Subject subject, CandidateInputs inputs, Map<ContextId, ParsedContent> loaded) {
        SchemaText schema = inputs.schema();
        Optional<SchemaFormat> format = formats.of(schema.type());
        if (format.isEmpty()) {
            return InvalidSchema.refused(
                    subject, schema, "this registry reads " + formats.types() + " only, not " + schema.type());
        }
        Optional<String> unwritable = unwritable(schema);
        if (unwritable.isPresent()) {
            return InvalidSchema.refused(subject, schema, unwritable.get());
        }
        Optional<Map<ContextId, ResolvedReference>> dependencies =
                parsedSchemas.dependencies(schema.references(), inputs.dependencies(), loaded);
        if (dependencies.isEmpty()) {
            return InvalidSchema.refused(subject, schema, "a referenced schema was deleted meanwhile");
        }
        return read(
                subject, inputs, format.get(), List.copyOf(dependencies.get().values()));
    }

    private static Answer<Candidate> read(
            Subject subject, CandidateInputs inputs, SchemaFormat format, List<ResolvedReference> dependencies) {
        Spelling spelling = inputs.normalized() ? Spelling.NORMALIZED : Spelling.CANONICAL;
        SubmittedSchema.Result result = SubmittedSchema.read(format, inputs.schema(), spelling, dependencies);
        return result instanceof SubmittedSchema.Result.Understood understood
                ? Answer.done(new Candidate(inputs, understood.schema()))
                : InvalidSchema.refusal(subject, inputs.schema(), ((SubmittedSchema.Result.Refused) result).reason())
                        .answer();
    }

    private static Optional<String> unwritable(SchemaText schema) {
        boolean fine = UnicodeText.isWellFormed(schema.text())
                && schema.references().stream()
                        .allMatch(reference -> UnicodeText.isWellFormed(reference.name())
                                && UnicodeText.isWellFormed(reference.subject()))
                && schema.metadata().map(UnwritableText::isAbsentFrom).orElse(true)
                && schema.ruleSet().map(UnwritableText::isAbsentFrom).orElse(true);
        return fine ? Optional.empty() : Optional.of("it holds a NUL or half of a surrogate pair");
    }
}
