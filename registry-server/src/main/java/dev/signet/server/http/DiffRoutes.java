package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.rest.DiffReply;
import dev.signet.schema.rest.DiffRequest;
import dev.signet.schema.rest.DiffSideJson;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.SchemaSide;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /signet/v1/…/diff}: what differs between two schemas, and what that means for those who use them. */
final class DiffRoutes {
    private final Registry registry;

    DiffRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(Routes routes) {
        routes.get(CatalogRoutes.PREFIX + "/subjects/{subject}/diff", this::versions);
        routes.post(CatalogRoutes.PREFIX + "/diff", this::any);
    }

    private Answer<Reply> versions(Call call) {
        Optional<String> from = call.query("from");
        Answer<SchemaComparison> answer = version(call.query("to"))
                .then(to -> from.isEmpty()
                        ? registry.diffWithPrevious(call.subject(), to, call.deleted())
                        : version(from)
                                .then(older -> registry.diff(
                                        new SchemaSide.OfVersion(call.subject(), older),
                                        new SchemaSide.OfVersion(call.subject(), to),
                                        call.deleted())));
        return answer.map(comparison -> Reply.json(DiffReply.of(comparison)));
    }

    private Answer<Reply> any(Call call) {
        return call.body(DiffRequest.class)
                .then(asked -> side(call, "from", asked.from())
                        .then(from -> side(call, "to", asked.to()).then(to -> registry.diff(from, to, call.deleted()))))
                .map(comparison -> Reply.json(DiffReply.of(comparison)));
    }

    private static Answer<SchemaSide> side(Call call, String name, @Nullable DiffSideJson side) {
        if (side == null || ways(side) != 1) {
            return ErrorCode.MALFORMED_REQUEST.refused(
                    "The side '%s' must have one of schema, subject and id, got %s".formatted(name, shown(side)));
        }
        Integer id = side.id();
        if (id != null) {
            return id < 0
                    ? ErrorCode.SCHEMA_ID_NOT_FOUND.refused(id)
                    : Answer.done(new SchemaSide.OfId(new ContextId(call.home(), new SchemaId(id))));
        }
        String subject = side.subject();
        if (subject != null) {
            return version(Optional.ofNullable(side.version()))
                    .map(selector -> new SchemaSide.OfVersion(Subject.parse(subject, call.home()), selector));
        }
        return side.schemaText().map(text -> new SchemaSide.OfText(text, new Subject(call.home(), "")));
    }

    private static Answer<VersionSelector> version(Optional<String> written) {
        String version = written.orElse("latest");
        return Answer.ofOptional(VersionSelector.parse(version), ErrorCode.INVALID_VERSION.refusal(version));
    }

    private static long ways(DiffSideJson side) {
        return Stream.of(
                        Optional.ofNullable(side.schema()),
                        Optional.ofNullable(side.subject()),
                        Optional.ofNullable(side.id()))
                .filter(Optional::isPresent)
                .count();
    }

    private static String shown(@Nullable DiffSideJson side) {
        if (side == null) {
            return "nothing";
        }
        return ways(side) == 0 ? "none of them" : "more than one of them";
    }
}
