package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeRequest;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.ConfigRequest;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.ChangeSet;
import dev.signet.server.registry.ChangeSetReport;
import dev.signet.server.registry.ChangeSetReport.Configured;
import dev.signet.server.registry.ChangeSetReport.Outcome;
import dev.signet.server.registry.ChangeSetReport.Refused;
import dev.signet.server.registry.ChangeSetReport.Stored;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bodies that carry change sets, and what came of them. */
final class ChangeSetBodies {
    private ChangeSetBodies() {}

    /**
     * A change in the domain's words. Refused is only what cannot be one; a refusal that the same change would get by
     * itself becomes its outcome.
     *
     * @param place where it stands in the set
     */
    static Answer<ChangeSet.Item> item(Context home, int place, ChangeRequest change) {
        ConfigRequest config = change.config();
        if (change.hasSchema() == (config != null)) {
            return malformed(place, "must have either a 'schema' or a 'config'");
        }
        if (change.id() != null && change.id() >= 0) {
            return malformed(
                    place,
                    "must have no 'id': an import is no part of a change set; "
                            + "send it to POST /subjects/{subject}/versions");
        }
        String written = change.subject();
        if (config != null) {
            Subject named = Subject.parse(written == null ? "" : written, home);
            Scope scope = Scope.of(named);
            return Answer.done(
                    itemOr(named, ConfigBodies.change(config).map(edit -> new ChangeSet.Configure(scope, edit))));
        }
        if (written == null) {
            return malformed(place, "must have a 'subject'");
        }
        Subject named = Subject.parse(written, home);
        Normalize normalize = Boolean.TRUE.equals(change.normalize()) ? Normalize.YES : Normalize.AS_CONFIGURED;
        return Answer.done(itemOr(
                named, submission(change).map(submission -> new ChangeSet.Register(named, submission, normalize))));
    }

    /** What is ignored of a change, as where its settings come alone; with the place in the set. */
    static List<String> warnings(int place, ChangeRequest change, List<String> unknownSettings) {
        List<String> warnings = new ArrayList<>(UnknownFields.warnings(unknownSettings, ConfigRequest.class));
        Optional.ofNullable(change.config())
                .flatMap(ConfigBodies::unknownPolicy)
                .ifPresent(warnings::add);
        return warnings.stream()
                .map(warning -> "changes[" + place + "].config: " + warning)
                .toList();
    }

    private static Answer<ChangeSet.Item> malformed(int place, String sentence) {
        return ErrorCode.MALFORMED_REQUEST.refused("The field 'changes[" + place + "]' " + sentence);
    }

    private static ChangeSet.Item itemOr(Subject named, Answer<? extends ChangeSet.Item> item) {
        if (item instanceof Answer.Refused<? extends ChangeSet.Item> refused) {
            return new ChangeSet.Unreadable(named, refused.refusal());
        }
        return item.asOptional().orElseThrow();
    }

    private static Answer<Submission> submission(ChangeRequest change) {
        return change.schemaText()
                .then(schema -> change.tagEdit()
                        .map(tags -> new Submission(
                                schema,
                                Optional.ofNullable(change.version()).filter(version -> version != 0),
                                Optional.empty(),
                                tags)));
    }

    /** What is answered; an apply that was refused has the status of that. */
    static Reply reply(ChangeSetReport report, boolean dryRun) {
        Optional<Refusal> refusal = dryRun ? Optional.empty() : refusal(report);
        Reply reply = Reply.json(new ChangeSetReply(
                refusal.map(reason -> reason.code().code()).orElse(null),
                refusal.map(Refusal::message).orElse(null),
                report.isAccepted(),
                report.applied(),
                report.cursor(),
                report.outcomes().stream()
                        .map(outcome -> shown(report, outcome))
                        .toList()));
        return refusal.map(reason -> reply.withStatus(reason.code().status())).orElse(reply);
    }

    private static Optional<Refusal> refusal(ChangeSetReport report) {
        if (report.isAccepted()) {
            return Optional.empty();
        }
        int first = report.firstRefused().orElseThrow();
        Refused reason = (Refused) report.outcomes().get(first);
        return Optional.of(ErrorCode.CHANGE_SET_REFUSED.refusal(
                report.refused(),
                report.outcomes().size(),
                first,
                reason.refusal().message()));
    }

    private static ChangeReply shown(ChangeSetReport report, Outcome outcome) {
        if (outcome instanceof Stored stored) {
            return stored(report, stored);
        }
        return outcome instanceof Configured configured ? configured(configured) : refused(report, (Refused) outcome);
    }

    private static ChangeReply stored(ChangeSetReport report, Stored stored) {
        SubjectSchema schema = stored.schema();
        Context context = schema.subject().context();
        boolean undrawn = report.undrawn().contains(new ContextId(context, schema.id()));
        return new ChangeReply(
                schema.subject().qualified(),
                stored.novelty().name(),
                schema.version().number(),
                undrawn ? null : schema.id().value(),
                schema.guid().toString(),
                null,
                null,
                null,
                null,
                shown(report, context, stored.warnings()));
    }

    private static ChangeReply configured(Configured configured) {
        return new ChangeReply(
                configured.scope().asSubject().qualified(),
                "CONFIGURED",
                null,
                null,
                null,
                ConfigBodies.shown(configured.settings()),
                null,
                null,
                null,
                null);
    }

    private static ChangeReply refused(ChangeSetReport report, Refused refused) {
        Refusal refusal = refused.refusal();
        return new ChangeReply(
                refused.subject().qualified(),
                "REFUSED",
                null,
                null,
                null,
                null,
                refusal.code().code(),
                refusal.message(),
                shown(report, refused.subject().context(), refusal.differences()),
                null);
    }

    private static List<DifferenceJson> shown(ChangeSetReport report, Context context, List<Difference> differences) {
        return differences.stream()
                .map(difference -> shown(report, context, difference))
                .toList();
    }

    private static DifferenceJson shown(ChangeSetReport report, Context context, Difference difference) {
        DifferenceJson shown = DifferenceJson.of(List.of(difference)).get(0);
        return report.undrawn().contains(new ContextId(context, difference.id())) ? shown.withoutId() : shown;
    }
}
