package dev.signet.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.client.Exchange.Answered;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.export.ExportDocument;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.ClusterReply;
import dev.signet.schema.rest.DiffReply;
import dev.signet.schema.rest.DiffRequest;
import dev.signet.schema.rest.DiffSideJson;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RegisterRequest;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.rest.SearchReply;
import dev.signet.schema.rest.SubjectSummaryJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signet's registry over HTTP. Caches nothing. Safe for concurrent use. */
public final class HttpSignetRegistry implements SignetRegistry {
    private static final String PREFIX = "/signet/v1";
    private static final int PAGE = 1_000;
    private static final int BROKERS_PAGE = 50;

    private final Transport transport;

    public HttpSignetRegistry(ClientSettings settings) {
        this.transport = new Transport(settings, new RequestCounts());
    }

    @Override
    public Answer<String> release() {
        Answered reply = get("/v1/metadata/version");
        return Replies.read(reply, new TypeReference<Map<String, String>>() {})
                .map(said -> Replies.required(reply, "version", said.get("version")));
    }

    @Override
    public Answer<Version> undelete(Subject subject, Version version, Check check) {
        Answered reply = post(path(subject) + "/versions/" + version + "/undelete" + query(check));
        return Replies.read(reply, new TypeReference<Integer>() {})
                .map(number -> HttpSchemaRegistry.versionNumber(reply, number));
    }

    @Override
    public Answer<List<Version>> undelete(Subject subject, Check check) {
        Answered reply = post(path(subject) + "/undelete" + query(check));
        return Replies.read(reply, new TypeReference<List<Integer>>() {})
                .map(numbers -> numbers.stream()
                        .map(number -> HttpSchemaRegistry.versionNumber(reply, number))
                        .toList());
    }

    @Override
    public Answer<List<SubjectSummary>> summaries(String prefix) {
        String path = PREFIX + "/subjects?subjectPrefix=" + Paths.encoded(HttpSchemaRegistry.everywhere(prefix)) + "&";
        return allPages(
                path,
                PAGE,
                PAGE,
                reply -> Replies.read(reply, new TypeReference<List<SubjectSummaryJson>>() {})
                        .map(found ->
                                found.stream().map(json -> summary(reply, json)).toList()));
    }

    /**
     * Asks for a list until there is no more.
     *
     * @param fewest how many a page has at least that is not the last one
     */
    private <T> Answer<List<T>> allPages(
            String path, int size, int fewest, Function<Answered, Answer<List<T>>> reading) {
        List<T> all = new ArrayList<>();
        while (true) {
            Answer<List<T>> page = reading.apply(get(path + "offset=" + all.size() + "&limit=" + size));
            Optional<List<T>> found = page.asOptional();
            if (found.isEmpty()) {
                return page;
            }
            all.addAll(found.get());
            if (found.get().size() < fewest) {
                return Answer.done(all);
            }
        }
    }

    @Override
    public Answer<Heartbeat> heartbeat(String clusterId, int brokerId, Heartbeat heartbeat) {
        Answered reply = transport.send("PUT", cluster(clusterId) + "/brokers/" + brokerId, RestJson.bytes(heartbeat));
        return reply.status() == 204 ? Answer.done(heartbeat) : Replies.read(reply, new TypeReference<Heartbeat>() {});
    }

    @Override
    public Answer<List<ClusterReply>> clusters() {
        Answered reply = get(PREFIX + "/clusters");
        return Replies.read(reply, new TypeReference<List<ClusterReply>>() {}).map(found -> {
            found.forEach(each -> Replies.required(reply, "clusterId", each.clusterId()));
            return found;
        });
    }

    @Override
    public Answer<List<BrokerReply>> brokers(String clusterId) {
        return allPages(
                cluster(clusterId) + "/brokers?",
                BROKERS_PAGE,
                1,
                reply -> Replies.read(reply, new TypeReference<List<BrokerReply>>() {})
                        .map(found -> {
                            found.forEach(each -> {
                                Replies.required(reply, "brokerId", each.brokerId());
                                Replies.required(reply, "heartbeat", each.heartbeat());
                            });
                            return found;
                        }));
    }

    @Override
    public Answer<List<RefusedRecordJson>> refusals(Optional<String> clusterId, Optional<String> topic, int limit) {
        String cluster = clusterId.map(id -> "&cluster=" + Paths.encoded(id)).orElse("");
        String name = topic.map(given -> "&topic=" + Paths.encoded(given)).orElse("");
        return Replies.read(
                get(PREFIX + "/refusals?limit=" + limit + cluster + name),
                new TypeReference<List<RefusedRecordJson>>() {});
    }

    private static String cluster(String clusterId) {
        return PREFIX + "/clusters/" + Paths.encoded(clusterId);
    }

    @Override
    public Answer<SearchResult> search(String text, String in) {
        String where = in.isEmpty() ? "" : "&in=" + Paths.encoded(in);
        Answered reply = get(PREFIX + "/search?query=" + Paths.encoded(text) + where);
        return Replies.read(reply, new TypeReference<SearchReply>() {})
                .map(found -> new SearchResult(
                        Replies.required(reply, "hits", found.hits()).stream()
                                .map(hit -> hit(reply, hit))
                                .toList(),
                        found.pending()));
    }

    @Override
    public Answer<ChangeSetReply> changes(byte[] body, Applying applying) {
        Answered reply = transport.send("POST", PREFIX + "/changes?dryRun=" + (applying == Applying.DRY_RUN), body);
        Answer<ChangeSetReply> verdicts = RestJson.read(reply.body(), ChangeSetReply.class);
        boolean refused = reply.status() == ErrorCode.CHANGE_SET_REFUSED.status()
                && verdicts.asOptional().map(ChangeSetReply::changes).isPresent();
        return refused ? verdicts : Replies.read(reply, new TypeReference<ChangeSetReply>() {});
    }

    @Override
    public Answer<List<ExportItem>> export(ExportSelection selection) {
        StringBuilder path = new StringBuilder("/export?texts=").append(selection.texts());
        path.append("&revisions=").append(selection.revisions() == Revisions.INCLUDED);
        selection.subjects().forEach(glob -> path.append("&subject=").append(Paths.encoded(glob.pattern())));
        Answered reply = get(path.toString());
        if (reply.status() != 200) {
            return Replies.read(reply, new TypeReference<List<ExportItem>>() {});
        }
        List<ExportItem> items = new ArrayList<>();
        try {
            return ExportDocument.read(
                            "The export of " + reply.uri().getHost(),
                            new ByteArrayInputStream(reply.body()),
                            items::add)
                    .map(end -> items.subList(1, items.size() - 1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Answer<SchemaComparison> diff(Subject subject, Optional<VersionSelector> from, VersionSelector to) {
        String older = from.map(version -> "&from=" + written(version)).orElse("");
        return comparison(get(path(subject) + "/diff?to=" + written(to) + older));
    }

    @Override
    public Answer<SchemaComparison> diff(DiffSide from, DiffSide to) {
        byte[] body = RestJson.bytes(new DiffRequest(json(from), json(to)));
        return comparison(transport.send("POST", PREFIX + "/diff", body));
    }

    private static DiffSideJson json(DiffSide side) {
        if (side instanceof DiffSide.Text text) {
            return DiffSideJson.of(text.schema());
        }
        return side instanceof DiffSide.Id id
                ? DiffSideJson.of(id.id())
                : DiffSideJson.of(
                        ((DiffSide.SubjectVersion) side).subject(),
                        written(((DiffSide.SubjectVersion) side).version()));
    }

    private static Answer<SchemaComparison> comparison(Answered reply) {
        return Replies.read(reply, new TypeReference<DiffReply>() {}).map(found -> {
            Replies.required(reply, "changes", found.changes());
            Replies.required(reply, "backward", found.backward());
            Replies.required(reply, "forward", found.forward());
            Replies.required(reply, "deploymentOrder", found.deploymentOrder());
            return found.comparison();
        });
    }

    @Override
    public Answer<Impact> impact(Subject subject, Page page) {
        return ImpactReading.read(get(path(subject) + "/impact?" + query(page)));
    }

    @Override
    public Answer<Impact> impact(Subject subject, SchemaText schema, Normalize normalize, Page page) {
        String query = "?normalize=" + (normalize == Normalize.YES) + "&" + query(page);
        return ImpactReading.read(
                transport.send("POST", path(subject) + "/impact" + query, RestJson.bytes(RegisterRequest.of(schema))));
    }

    private static String query(Page page) {
        return "offset=" + page.offset() + "&limit=" + page.limit();
    }

    private static String written(VersionSelector selector) {
        return selector instanceof VersionSelector.Exact exact ? exact.version().toString() : "latest";
    }

    private static SubjectSummary summary(Answered reply, SubjectSummaryJson json) {
        return new SubjectSummary(
                Subject.parse(Replies.required(reply, "subject", json.subject())),
                HttpSchemaRegistry.versionNumber(reply, json.version()),
                HttpSchemaRegistry.id(reply, json.id()),
                known(reply, json.compatibilityLevel(), CompatibilityLevel::named),
                json.compatibilityInherited(),
                known(reply, json.mode(), Mode::named),
                json.modeInherited());
    }

    private static Hit hit(Answered reply, SearchReply.Hit hit) {
        List<SearchReply.Match> matches = hit.matches() == null ? List.of() : hit.matches();
        return new Hit(
                Subject.parse(Replies.required(reply, "subject", hit.subject())),
                HttpSchemaRegistry.versionNumber(reply, hit.version()),
                HttpSchemaRegistry.id(reply, hit.id()),
                matches.stream()
                        .map(match -> new Match(
                                Replies.required(reply, "in", match.in()),
                                Replies.required(reply, "text", match.text())))
                        .toList());
    }

    private interface ByName<T> {
        Optional<T> of(String name);
    }

    private static <T> T known(Answered reply, @Nullable String name, ByName<T> byName) {
        return byName.of(Replies.required(reply, "level and mode", name))
                .orElseThrow(() -> Replies.unintelligible(reply, "'" + name + "' is not a level or a mode"));
    }

    private Answered get(String path) {
        return transport.send("GET", path, null);
    }

    private Answered post(String path) {
        return transport.send("POST", path, null);
    }

    private static String path(Subject subject) {
        return PREFIX + "/subjects/" + Paths.encoded(subject.qualified());
    }

    private static String query(Check check) {
        return "?force=" + (check == Check.SKIPPED);
    }

    @Override
    public void close() {
        transport.close();
    }
}
