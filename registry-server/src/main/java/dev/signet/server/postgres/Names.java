package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import dev.signet.server.registry.ContentName;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Sets of names as the parallel arrays that statements unnest. */
final class Names {
    private Names() {}

    static Statement subjects(Statement statement, Collection<Subject> subjects) {
        return statement
                .texts("contexts", each(subjects, subject -> subject.context().name()))
                .texts("subjects", each(subjects, Subject::name));
    }

    static Statement targets(Statement statement, Collection<Target> targets) {
        return subjects(statement, each(targets, Target::subject)).numbers("versions", each(targets, Target::version));
    }

    static Statement contents(Statement statement, Collection<ContentName> contents) {
        return statement
                .texts("contexts", each(contents, content -> content.context().name()))
                .uuids("guids", each(contents, content -> content.guid().value()));
    }

    static Statement ids(Statement statement, Collection<ContextId> ids) {
        return statement
                .texts("contexts", each(ids, id -> id.context().name()))
                .numbers("ids", each(ids, id -> id.id().value()));
    }

    static List<String> contexts(Collection<Context> contexts) {
        return each(contexts, Context::name);
    }

    static <T, U> List<U> each(Collection<T> items, Function<T, U> part) {
        List<U> parts = new ArrayList<>(items.size());
        items.forEach(item -> parts.add(part.apply(item)));
        return parts;
    }
}
