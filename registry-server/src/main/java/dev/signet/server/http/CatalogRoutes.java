package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Version;
import dev.signet.schema.rest.OriginReply;
import dev.signet.schema.rest.SearchReply;
import dev.signet.schema.rest.SubjectSummaryJson;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.SearchField;
import dev.signet.server.registry.SearchQuery;
import dev.signet.server.registry.SearchResult;
import dev.signet.server.registry.SearchScope;
import dev.signet.server.registry.SubjectSummary;
import dev.signet.server.registry.VersionOrigin;
import dev.signet.server.registry.Which;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /signet/v1}: what existing clients do not know. */
final class CatalogRoutes {
    /** Before everything that is Signet's own, so that no contract of others ever meets it. */
    static final String PREFIX = "/signet/v1";

    private static final String ALL_CONTEXTS = ":*:";
    private static final int MOST_SUBJECTS = 1_000;
    private static final int MOST_HITS = 100;

    private final Registry registry;

    CatalogRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        routes.get(PREFIX + "/subjects", this::summaries);
        routes.get(PREFIX + "/search", this::search);
        routes.get(PREFIX + "/subjects/{subject}/versions/{version}/origin", this::origin);
        routes.post(PREFIX + "/subjects/{subject}/undelete", this::undeleteSubject);
        routes.post(PREFIX + "/subjects/{subject}/versions/{version}/undelete", this::undeleteVersion);
    }

    private Answer<Reply> summaries(Call call) {
        return call.page(MOST_SUBJECTS)
                .map(page -> registry.summaries(call.subjectPrefix(ALL_CONTEXTS), call.deleted(), page))
                .map(found ->
                        Reply.json(found.stream().map(CatalogRoutes::shown).toList()));
    }

    private Answer<Reply> search(Call call) {
        Which which = call.flag("allVersions") ? Which.ALL : Which.LATEST;
        SearchScope scope = SearchScope.of(call.subjectPrefix(ALL_CONTEXTS), which, call.deleted());
        return fields(call)
                .then(fields -> SearchQuery.of(call.query("query").orElse(""), fields))
                .then(query -> call.page(MOST_HITS).map(page -> registry.search(query, scope, page)))
                .map(result -> Reply.json(shown(result)));
    }

    private Answer<Reply> origin(Call call) {
        return call.version()
                .then(selector -> registry.origin(call.subject(), selector, call.deleted()))
                .map(origin -> Reply.json(shown(origin)));
    }

    private Answer<Reply> undeleteSubject(Call call) {
        return registry.undeleteSubject(call.caller(), call.subject(), enforcement(call))
                .map(versions ->
                        Reply.json(versions.stream().map(Version::number).toList()));
    }

    private Answer<Reply> undeleteVersion(Call call) {
        return call.version()
                .then(selector -> registry.undeleteVersion(call.caller(), call.subject(), selector, enforcement(call)))
                .map(version -> Reply.json(version.number()));
    }

    private static Enforcement enforcement(Call call) {
        return call.flag("force") ? Enforcement.SKIPPED : Enforcement.ENFORCED;
    }

    private static Answer<Set<SearchField>> fields(Call call) {
        Optional<String> written = call.query("in");
        if (written.isEmpty()) {
            return Answer.done(SearchField.all());
        }
        Set<SearchField> fields = EnumSet.noneOf(SearchField.class);
        for (String name : written.get().split(",", -1)) {
            Optional<SearchField> field = SearchField.named(name);
            if (field.isEmpty()) {
                return ErrorCode.MALFORMED_REQUEST.refused(
                        "The query 'in' must be a list of subject, id, name, field and doc with commas between them, got '%s'"
                                .formatted(written.get()));
            }
            fields.add(field.get());
        }
        return Answer.done(fields);
    }

    private static OriginReply shown(VersionOrigin origin) {
        return new OriginReply(
                origin.named().subject().qualified(),
                origin.named().version().number(),
                origin.id().value(),
                origin.createdAt().toString(),
                origin.createdBy(),
                origin.createdByProof().name(),
                origin.author().orElse(null),
                origin.source().orElse(null));
    }

    private static SubjectSummaryJson shown(SubjectSummary summary) {
        return new SubjectSummaryJson(
                summary.head().subject().qualified(),
                summary.head().version().number(),
                summary.head().id().value(),
                summary.head().guid().toString(),
                summary.head().type().name(),
                summary.head().deleted(),
                summary.level().name(),
                summary.levelFrom() == SubjectSummary.Standing.INHERITED,
                summary.mode().name(),
                summary.modeFrom() == SubjectSummary.Standing.INHERITED);
    }

    private static SearchReply shown(SearchResult result) {
        return new SearchReply(result.hits().stream().map(CatalogRoutes::shown).toList(), result.pending());
    }

    private static SearchReply.Hit shown(SearchResult.Hit hit) {
        return new SearchReply.Hit(
                hit.version().subject().qualified(),
                hit.version().version().number(),
                hit.version().id().value(),
                hit.version().guid().toString(),
                hit.version().schema().type().name(),
                hit.version().deleted(),
                hit.matches().stream()
                        .map(match -> new SearchReply.Match(match.in().name().toLowerCase(Locale.ROOT), match.text()))
                        .toList());
    }
}
