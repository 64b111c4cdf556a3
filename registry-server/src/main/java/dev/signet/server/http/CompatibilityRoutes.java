package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.compat.LegacyMessages;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.rest.CompatibilityReply;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.server.registry.CompatibilityReport;
import dev.signet.server.registry.Registry;
import java.util.List;

/** {@code /compatibility}: the verdict on a schema that is not registered. */
final class CompatibilityRoutes {
    private final Registry registry;

    CompatibilityRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        routes.post(
                "/compatibility/subjects/{subject}/versions/{version}",
                call -> shown(
                        call,
                        call.version()
                                .then(selector -> call.submission()
                                        .then(asked ->
                                                registry.check(call.subject(), selector, asked, call.normalize())))));
        routes.post(
                "/compatibility/subjects/{subject}/versions",
                call -> shown(
                        call,
                        call.submission().then(asked -> registry.checkAll(call.subject(), asked, call.normalize()))));
    }

    /** Who asks for reasons is given the reason why a text is no schema as one of them, as by existing servers. */
    private static Answer<Reply> shown(Call call, Answer<CompatibilityReport> answer) {
        boolean verbose = call.flag("verbose");
        if (verbose
                && answer instanceof Answer.Refused<CompatibilityReport> refused
                && refused.refusal().code() == ErrorCode.INVALID_SCHEMA) {
            return Answer.done(Reply.json(
                    new CompatibilityReply(false, List.of(refused.refusal().message()), null)));
        }
        return answer.map(report -> Reply.json(reply(report, verbose)));
    }

    private static CompatibilityReply reply(CompatibilityReport report, boolean verbose) {
        if (!verbose) {
            return new CompatibilityReply(report.verdict().isCompatible(), null, null);
        }
        if (report.verdict() instanceof Verdict.Incompatible incompatible) {
            return new CompatibilityReply(
                    false,
                    LegacyMessages.of(incompatible, report.validateFields()),
                    DifferenceJson.of(incompatible.differences()));
        }
        List<DifferenceJson> warnings = report.verdict() instanceof Verdict.Compatible compatible
                ? DifferenceJson.of(compatible.warnings())
                : List.of();
        return new CompatibilityReply(true, List.of(), null, warnings);
    }
}
