package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.ImpactReply;
import dev.signet.schema.rest.ReferenceJson;
import dev.signet.server.registry.Dependent;
import dev.signet.server.registry.Impact;
import dev.signet.server.registry.ImpactReport;
import dev.signet.server.registry.ImpactVerdict;
import dev.signet.server.registry.Referral;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.Which;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /signet/v1/subjects/{subject}/impact}: who depends on a subject, and what a change does to them. */
final class ImpactRoutes {
    private static final String PATH = CatalogRoutes.PREFIX + "/subjects/{subject}/impact";
    private static final int MOST_LISTED = 1_000;

    /** Each one is read and compared anew. */
    private static final int MOST_JUDGED = 200;

    private final Registry registry;

    ImpactRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::judge);
    }

    private Answer<Reply> list(Call call) {
        Which which = call.flag("allVersions") ? Which.ALL : Which.LATEST;
        return call.page(MOST_LISTED)
                .then(page -> registry.impact(call.subject(), which, call.deleted(), page))
                .map(impact -> Reply.json(reply(
                        impact,
                        null,
                        impact.dependents().stream().map(ImpactRoutes::listed).toList())));
    }

    private Answer<Reply> judge(Call call) {
        return call.page(MOST_JUDGED)
                .then(page ->
                        call.submission().then(asked -> registry.impact(call.subject(), asked, call.normalize(), page)))
                .map(report -> Reply.json(judged(report)));
    }

    private static ImpactReply judged(ImpactReport report) {
        return reply(
                report.impact(),
                report.outcome().name(),
                report.verdicts().stream().map(ImpactRoutes::judged).toList());
    }

    private static ImpactReply reply(Impact impact, @Nullable String verdict, List<ImpactReply.Dependent> dependents) {
        return new ImpactReply(impact.subject().qualified(), verdict, dependents, impact.total(), impact.complete());
    }

    private static ImpactReply.Dependent listed(Dependent dependent) {
        return new ImpactReply.Dependent(
                dependent.version().subject().qualified(),
                dependent.version().version().number(),
                dependent.id().value(),
                path(dependent.path()),
                null,
                null,
                null,
                null,
                null);
    }

    private static ImpactReply.Dependent judged(ImpactVerdict verdict) {
        Dependent dependent = verdict.dependent();
        return new ImpactReply.Dependent(
                dependent.version().subject().qualified(),
                dependent.version().version().number(),
                dependent.id().value(),
                path(dependent.path()),
                verdict.level().name(),
                verdict.outcome().name(),
                verdict.message(),
                DifferenceJson.of(verdict.differences()),
                DifferenceJson.of(verdict.warnings()));
    }

    /** Subjects with their contexts: whose home a name without one belongs to changes from step to step. */
    private static List<ReferenceJson> path(List<Referral> path) {
        return path.stream()
                .map(step -> new ReferenceJson(
                        step.name(),
                        step.to().subject().qualified(),
                        step.to().version().number()))
                .toList();
    }
}
