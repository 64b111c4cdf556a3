package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.ReferenceJson;
import dev.signet.schema.rest.RegisterReply;
import dev.signet.schema.rest.RuleSetJson;
import dev.signet.schema.rest.SchemaReply;
import dev.signet.schema.rest.SchemaStringReply;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.SubjectSchema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies that show schemas, in the format that a request asks for. */
final class SchemaBodies {
    private static final String RESOLVED = "resolved";

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
        return text(call, stored).map(text -> Reply.json(version(stored, text)));
    }

    static SchemaReply version(SubjectSchema stored) {
        return version(stored, stored.schema().text());
    }

    private static SchemaReply version(SubjectSchema stored, String text) {
        return new SchemaReply(
                stored.subject().qualified(),
                stored.version().number(),
                stored.id().value(),
                stored.guid().toString(),
                stored.schema().type().name(),
                ReferenceJson.of(stored.schema().references()),
                MetadataJson.of(stored.schema().metadata()),
                RuleSetJson.of(stored.schema().ruleSet()),
                text,
                null,
                stored.createdAt().toEpochMilli(),
                stored.deleted());
    }

    /** The schema of an id, with the use that was found. */
    Answer<Reply> byId(Call call, IdentifiedSchema found) {
        Integer highest = call.flag("fetchMaxId")
                ? registry.highestId(found.context()).map(id -> id.value()).orElse(null)
                : null;
        return text(call, found)
                .map(text -> Reply.json(identified(found, found.usedBy(), text, highest))
                        .revalidated());
    }

    /** The schema of a GUID, which belongs to no subject. */
    Answer<Reply> byGuid(Call call, IdentifiedSchema found) {
        return text(call, found)
                .map(text -> Reply.json(identified(found, Optional.empty(), text, null))
                        .revalidated());
    }

    /** The text alone. */
    Answer<Reply> rawText(Call call, SubjectSchema stored) {
        return text(call, stored).map(Reply::raw);
    }

    /** The text alone. */
    Answer<Reply> rawText(Call call, IdentifiedSchema found) {
        return text(call, found).map(text -> Reply.raw(text).revalidated());
    }

    private static SchemaStringReply identified(
            IdentifiedSchema found, Optional<SubjectSchema> use, String text, @Nullable Integer highest) {
        return new SchemaStringReply(
                use.map(version -> version.subject().qualified()).orElse(null),
                use.map(version -> version.version().number()).orElse(null),
                found.guid().toString(),
                found.schema().type().name(),
                text,
                ReferenceJson.of(found.schema().references()),
                MetadataJson.of(found.schema().metadata()),
                RuleSetJson.of(found.schema().ruleSet()),
                null,
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
}
