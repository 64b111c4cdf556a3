package dev.signet.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.client.Exchange.Answered;
import dev.signet.client.SignetRegistry.Dependent;
import dev.signet.client.SignetRegistry.Impact;
import dev.signet.client.SignetRegistry.Judgement;
import dev.signet.client.SignetRegistry.Outcome;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.ImpactReply;
import dev.signet.schema.rest.ReferenceJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands who depends on a subject. */
final class ImpactReading {
    private ImpactReading() {}

    static Answer<Impact> read(Answered reply) {
        return Replies.read(reply, new TypeReference<ImpactReply>() {})
                .map(found -> new Impact(
                        Subject.parse(Replies.required(reply, "subject", found.subject())),
                        Optional.ofNullable(found.verdict()).map(verdict -> outcome(reply, verdict)),
                        Replies.required(reply, "dependents", found.dependents()).stream()
                                .map(dependent -> dependent(reply, dependent))
                                .toList(),
                        found.total(),
                        found.complete()));
    }

    private static Dependent dependent(Answered reply, ImpactReply.Dependent found) {
        return new Dependent(
                Subject.parse(Replies.required(reply, "subject", found.subject())),
                HttpSchemaRegistry.versionNumber(reply, found.version()),
                HttpSchemaRegistry.id(reply, found.id()),
                Replies.required(reply, "path", found.path()).stream()
                        .map(step -> step(reply, step))
                        .toList(),
                Optional.ofNullable(found.verdict()).map(verdict -> judgement(reply, found, verdict)));
    }

    private static SchemaReference step(Answered reply, ReferenceJson step) {
        return new SchemaReference(
                Replies.required(reply, "name", step.name()),
                Replies.required(reply, "subject", step.subject()),
                Replies.required(reply, "version", step.version()));
    }

    private static Judgement judgement(Answered reply, ImpactReply.Dependent found, String verdict) {
        String level = Replies.required(reply, "level", found.level());
        return new Judgement(
                CompatibilityLevel.named(level)
                        .orElseThrow(() -> Replies.unintelligible(reply, "'" + level + "' is not a level")),
                outcome(reply, verdict),
                text(found.message()),
                DifferenceJson.differences(found.details()),
                DifferenceJson.differences(found.warnings()));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static Outcome outcome(Answered reply, String written) {
        return List.of(Outcome.values()).stream()
                .filter(outcome -> outcome.name().equals(written))
                .findFirst()
                .orElseThrow(() -> Replies.unintelligible(reply, "'" + written + "' is not a verdict"));
    }
}
