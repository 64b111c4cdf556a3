package dev.signet.gate.baseline;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Judgement.Schemas;
import dev.signet.gate.verdict.Outcome;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a registry that has the shared contract and no more: its own compatibility endpoint, a file at a time. */
final class OneByOne {
    private final SchemaRegistry registry;
    private final Wishes wishes;

    OneByOne(SchemaRegistry registry, Wishes wishes) {
        this.registry = registry;
        this.wishes = wishes;
    }

    Answer<List<Judgement>> judge(List<SchemaFile> files) {
        List<Judgement> judgements = new ArrayList<>();
        for (SchemaFile file : files) {
            Answer<Judgement> judgement = judge(file);
            if (judgement instanceof Answer.Refused<Judgement> refused) {
                return refused.refusal().answer();
            }
            judgement.asOptional().ifPresent(judgements::add);
        }
        return Answer.done(judgements);
    }

    private Answer<Judgement> judge(SchemaFile file) {
        Answer<RegisteredSchema> latest = registry.version(file.subject(), VersionSelector.LATEST);
        if (latest instanceof Answer.Refused<RegisteredSchema> refused) {
            Refusal refusal = refused.refusal();
            return refusal.code() == ErrorCode.SUBJECT_NOT_FOUND
                    ? Answer.done(judgement(file, Outcome.NEW))
                    : refusal.answer();
        }
        Normalize normalize = wishes.spelling() == Spelling.NORMALIZED ? Normalize.YES : Normalize.NO;
        Answer<CompatibilityReport> answer = registry.check(file.subject(), submission(file), normalize);
        if (answer instanceof Answer.Refused<CompatibilityReport> refused) {
            return refused.refusal().code() == ErrorCode.INVALID_SCHEMA
                    ? Answer.done(judgement(file, Outcome.INVALID)
                            .withOutcome(Outcome.INVALID, refused.refusal().message()))
                    : refused.refusal().answer();
        }
        return answer.map(report -> verdict(file, report));
    }

    private SchemaText submission(SchemaFile file) {
        List<SchemaReference> references = file.needs().stream()
                .map(need -> new SchemaReference(need.type(), need.subject().qualified(), SchemaReference.LATEST))
                .toList();
        return SchemaText.avro(file.text(), references)
                .withMetadata(wishes.metadata().of(file.subject()));
    }

    private static Judgement verdict(SchemaFile file, CompatibilityReport report) {
        Judgement judgement = judgement(file, report.compatible() ? Outcome.COMPATIBLE : Outcome.INCOMPATIBLE);
        return new Judgement(
                file,
                file.subject(),
                judgement.outcome(),
                Optional.empty(),
                Optional.empty(),
                report.differences().isEmpty() ? String.join("\n", report.messages()) : "",
                report.differences(),
                report.warnings(),
                Schemas.NONE);
    }

    private static Judgement judgement(SchemaFile file, Outcome outcome) {
        return new Judgement(
                file,
                file.subject(),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Schemas.NONE);
    }
}
