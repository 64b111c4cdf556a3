package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.rest.ModifyTagsRequest;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.TagChange;
import dev.signet.server.registry.VersionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /subjects}: what is known by subject and version, and how it comes and goes. */
final class SubjectRoutes {
    private static final String ALL_CONTEXTS = ":*:";
    private static final int MOST_REFERRERS = 1_000;

    private final Registry registry;
    private final SchemaBodies bodies;

    SubjectRoutes(Registry registry) {
        this.registry = registry;
        this.bodies = new SchemaBodies(registry);
    }

    void addTo(Routes routes) {
        routes.get("/subjects/{subject}/versions/{version}", this::version);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.post("/subjects/{subject}", this::lookup);
        routes.get("/subjects/{subject}/versions", this::versions);
        routes.get("/subjects", this::subjects);
        routes.get("/subjects/{subject}/versions/{version}/schema", this::rawText);
        routes.get("/subjects/{subject}/versions/{version}/referencedby", this::referencedBy);
        routes.post("/subjects/{subject}/versions/{version}/tags", this::modifyTags);
        routes.get("/subjects/{subject}/metadata", this::withMetadata);
        routes.delete("/subjects/{subject}", this::deleteSubject);
        routes.delete("/subjects/{subject}/versions/{version}", this::deleteVersion);
    }

    private Answer<Reply> register(Call call) {
        Enforcement enforcement = call.flag("force") ? Enforcement.SKIPPED : Enforcement.ENFORCED;
        return call.submission()
                .then(asked -> registry.register(call.caller(), call.subject(), asked, call.normalize(), enforcement))
                .then(stored -> bodies.registered(call, stored));
    }

    private Answer<Reply> modifyTags(Call call) {
        return call.version()
                .then(selector -> call.body(ModifyTagsRequest.class)
                        .then(SubjectRoutes::tagChange)
                        .then(change -> registry.retag(call.caller(), call.subject(), selector, change)))
                .then(stored -> bodies.registered(call, stored));
    }

    private static Answer<TagChange> tagChange(ModifyTagsRequest request) {
        return request.tagEdit()
                .then(tags -> request.newRuleSet()
                        .then(replaced -> request.mergedRules()
                                .map(merged -> new TagChange(
                                        Optional.ofNullable(request.newVersion())
                                                .filter(number -> number != 0),
                                        tags,
                                        request.newMetadata(),
                                        new TagChange.RuleChange(replaced, merged, request.removedRules())))));
    }

    private Answer<Reply> lookup(Call call) {
        return call.submission()
                .then(asked -> registry.lookup(call.subject(), asked, call.normalize(), call.deleted()))
                .then(found -> bodies.version(call, found));
    }

    private Answer<Reply> version(Call call) {
        return call.version()
                .then(selector -> registry.version(call.subject(), selector, call.deleted()))
                .then(found -> bodies.version(call, found));
    }

    private Answer<Reply> rawText(Call call) {
        return call.version()
                .then(selector -> registry.version(call.subject(), selector, call.deleted()))
                .then(found -> bodies.rawText(call, found));
    }

    private Answer<Reply> withMetadata(Call call) {
        List<String> keys = call.queries("key");
        List<String> values = call.queries("value");
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            properties.put(keys.get(i), values.get(i));
        }
        return registry.latestWithMetadata(call.subject(), properties, call.deleted())
                .then(found -> bodies.version(call, found));
    }

    private Answer<Reply> versions(Call call) {
        boolean negative = call.flag("deletedAsNegative");
        Deleted deleted = negative && call.deleted() == Deleted.EXCLUDED ? Deleted.INCLUDED : call.deleted();
        return call.page()
                .then(page -> registry.versions(call.subject(), deleted, page))
                .map(versions -> Reply.json(versions.stream()
                        .map(version -> shown(version, negative))
                        .toList()));
    }

    private static int shown(VersionState version, boolean negative) {
        int number = version.version().number();
        return negative && version.deleted() ? -number : number;
    }

    private Answer<Reply> subjects(Call call) {
        return call.page()
                .map(page -> registry.subjects(call.subjectPrefix(ALL_CONTEXTS), call.deleted(), page))
                .map(subjects ->
                        Reply.json(subjects.stream().map(Subject::qualified).toList()));
    }

    private Answer<Reply> referencedBy(Call call) {
        return call.version()
                .then(selector -> call.page(MOST_REFERRERS)
                        .then(page -> registry.referencedBy(call.subject(), selector, call.deleted(), page)))
                .map(ids -> Reply.json(ids.stream().map(SchemaId::value).toList()));
    }

    private Answer<Reply> deleteSubject(Call call) {
        return registry.deleteSubject(call.caller(), call.subject(), call.deletion())
                .map(versions ->
                        Reply.json(versions.stream().map(Version::number).toList()));
    }

    private Answer<Reply> deleteVersion(Call call) {
        return call.version()
                .then(selector -> registry.deleteVersion(call.caller(), call.subject(), selector, call.deletion()))
                .map(version -> Reply.json(version.number()));
    }
}
