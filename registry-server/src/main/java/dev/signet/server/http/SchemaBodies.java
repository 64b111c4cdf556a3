package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.rest.ListedSchemaReply;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.ReferenceJson;
import dev.signet.schema.rest.RegisterReply;
import dev.signet.schema.rest.RuleSetJson;
import dev.signet.schema.rest.SchemaReply;
import dev.signet.schema.rest.SchemaStringReply;
import dev.signet.schema.rest.SchemaTagsJson;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.SubjectSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies that show schemas, in the format that a request asks for. */
final class SchemaBodies {
    private static final String RESOLVED = "resolved";
    private static final String QUALIFIED = "qualified";
    private static final String ANY_TAG = "*";
    private static final String STALE = "X-Signet-Stale";

    private final Registry registry;

    SchemaBodies(Registry registry) {
        this.registry = registry;
    }

    Answer<Reply> registered(Call call, SubjectSchema stored) {
        return text(call, stored)
                .map(text -> Reply.json(new RegisterReply(
                        stored.id().value(),
                        stored.version().number(),
                        stored.guid().toString(),
                        stored.schema().type().name(),
                        ReferenceJson.of(stored.schema().references()),
                        MetadataJson.of(stored.schema().metadata()),
                        RuleSetJson.of(stored.schema().ruleSet()),
                        text,
                        null,
                        null)));
    }

    Answer<Reply> version(Call call, SubjectSchema stored) {
        return text(call, stored)
                .map(text -> Reply.json(version(
                        stored,
                        text,
                        references(call, stored.subject().context(), stored.schema()),
                        tags(call, stored.schema()))));
    }

    static SchemaReply version(SubjectSchema stored) {
        return version(
                stored, stored.schema().text(), ReferenceJson.of(stored.schema().references()), null);
    }

    private static SchemaReply version(
            SubjectSchema stored, String text, List<ReferenceJson> references, @Nullable List<SchemaTagsJson> tags) {
        return new SchemaReply(
                stored.subject().qualified(),
                stored.version().number(),
                stored.id().value(),
                stored.guid().toString(),
                stored.schema().type().name(),
                references,
                MetadataJson.of(stored.schema().metadata()),
                RuleSetJson.of(stored.schema().ruleSet()),
                text,
                tags,
                stored.createdAt().toEpochMilli(),
                stored.deleted());
    }

    static ListedSchemaReply listed(ListedSchema found, List<Subject> aliases) {
        return new ListedSchemaReply(
                version(found.version()),
                aliases.stream().map(Subject::qualified).toList(),
                found.associations().stream().map(AssociationBodies::shown).toList());
    }

    /** The schema of an id, with the use that was found. */
    Answer<Reply> byId(Call call, IdentifiedSchema found) {
        Integer highest = call.flag("fetchMaxId")
                ? registry.highestId(found.context()).map(id -> id.value()).orElse(null)
                : null;
        return text(call, found)
                .map(text -> stale(
                        found,
                        Reply.json(identified(call, found, found.usedBy(), text, highest))
                                .revalidated()));
    }

    /** The schema of a GUID, which belongs to no subject. */
    Answer<Reply> byGuid(Call call, IdentifiedSchema found) {
        return text(call, found)
                .map(text -> Reply.json(identified(call, found, Optional.empty(), text, null))
                        .revalidated());
    }

    /** The text alone. */
    Answer<Reply> rawText(Call call, SubjectSchema stored) {
        return text(call, stored).map(Reply::raw);
    }

    /** The text alone. */
    Answer<Reply> rawText(Call call, IdentifiedSchema found) {
        return text(call, found).map(text -> stale(found, Reply.raw(text).revalidated()));
    }

    /** An answer from memory says so, and since when it may be out of date. */
    private static Reply stale(IdentifiedSchema found, Reply reply) {
        return found.outage()
                .map(outage -> reply.with(STALE, outage.reason() + " since " + outage.since()))
                .orElse(reply);
    }

    private SchemaStringReply identified(
            Call call, IdentifiedSchema found, Optional<SubjectSchema> use, String text, @Nullable Integer highest) {
        return new SchemaStringReply(
                use.map(version -> version.subject().qualified()).orElse(null),
                use.map(version -> version.version().number()).orElse(null),
                found.guid().toString(),
                found.schema().type().name(),
                text,
                references(call, found.context(), found.schema()),
                MetadataJson.of(found.schema().metadata()),
                RuleSetJson.of(found.schema().ruleSet()),
                tags(call, found.schema()),
                highest,
                use.map(version -> version.createdAt().toEpochMilli()).orElse(null),
                use.map(SubjectSchema::deleted).orElse(null));
    }

    private Answer<String> text(Call call, SubjectSchema stored) {
        return resolved(call)
                ? registry.resolvedText(stored.subject().context(), stored.id())
                : Answer.done(stored.schema().text());
    }

    private Answer<String> text(Call call, IdentifiedSchema found) {
        return resolved(call)
                ? registry.resolvedText(found.context(), found.id())
                : Answer.done(found.schema().text());
    }

    /** Unknown formats mean the stored text, as for existing servers. */
    private static boolean resolved(Call call) {
        return call.query("format").filter(RESOLVED::equals).isPresent();
    }

    /** A subject without a context belongs to the referrer's, which only a qualified name says. */
    private static List<ReferenceJson> references(Call call, Context home, SchemaText schema) {
        boolean qualified =
                call.query("referenceFormat").filter(QUALIFIED::equals).isPresent();
        if (!qualified) {
            return ReferenceJson.of(schema.references());
        }
        return ReferenceJson.of(schema.references().stream()
                .map(reference -> new SchemaReference(
                        reference.name(),
                        Subject.parse(reference.subject(), home).qualified(),
                        reference.version()))
                .toList());
    }

    /** The places that carry one of the tags asked for, each with those of its tags; none where none was asked for. */
    private List<SchemaTagsJson> tags(Call call, SchemaText schema) {
        List<String> wanted = call.queries("findTags");
        if (wanted.isEmpty()) {
            return List.of();
        }
        boolean any = wanted.contains(ANY_TAG);
        return SchemaTagsJson.of(registry.tags(schema).stream()
                .map(tagged -> new EntityTags(
                        tagged.entity(),
                        tagged.tags().stream()
                                .filter(tag -> any || wanted.contains(tag))
                                .toList()))
                .filter(tagged -> !tagged.tags().isEmpty())
                .toList());
    }
}
