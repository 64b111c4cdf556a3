package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.server.registry.AssociationFilter;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.Resource;
import dev.signet.server.registry.Usage;
import dev.signet.server.registry.Usage.Unused;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which associations the query of a request is about. An unknown lifecycle is an unknown path, as for existing servers;
 * nothing has an unknown type.
 */
final class AssociationFilters {
    /** The lifecycle of what has no association. */
    private static final String NONE = "NONE";

    private AssociationFilters() {}

    /** Associations that are asked for themselves. */
    static Answer<AssociationFilter> filter(Call call) {
        Optional<String> lifecycle = call.said("lifecycle");
        if (lifecycle.isPresent() && lifecycle.flatMap(Lifecycle::named).isEmpty()) {
            return ErrorCode.NOT_FOUND.refused();
        }
        return Answer.done(new AssociationFilter(
                call.said("resourceType").orElse(Resource.TOPIC), types(call), lifecycle.flatMap(Lifecycle::named)));
    }

    /** What resources must do with the subjects of a list. */
    static Answer<Usage> usage(Call call) {
        Optional<String> resourceType = call.said("resourceType");
        Optional<Set<AssociationType>> types = types(call);
        Set<Lifecycle> lifecycles = EnumSet.noneOf(Lifecycle.class);
        Unused unused = Unused.EXCLUDED;
        for (String written : said(call, "lifecycle")) {
            Optional<Lifecycle> named = Lifecycle.named(written);
            if (named.isEmpty() && !written.equalsIgnoreCase(NONE)) {
                return ErrorCode.NOT_FOUND.refused();
            }
            named.ifPresent(lifecycles::add);
            unused = named.isEmpty() ? Unused.INCLUDED : unused;
        }
        if (!said(call, "lifecycle").isEmpty()) {
            return Answer.done(new Usage(resourceType, types, lifecycles, unused));
        }
        boolean any = resourceType.isEmpty() && types.isEmpty();
        return Answer.done(
                any ? Usage.ANY : new Usage(resourceType, types, EnumSet.allOf(Lifecycle.class), Unused.EXCLUDED));
    }

    /** The types that a request names; empty if it names none. */
    static Optional<Set<AssociationType>> types(Call call) {
        return types(said(call, "associationType"));
    }

    static Optional<Set<AssociationType>> types(Collection<String> written) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Set<AssociationType> types = new HashSet<>();
        written.forEach(type -> AssociationType.named(type).ifPresent(types::add));
        return Optional.of(types);
    }

    static List<String> said(Call call, String parameter) {
        return call.queries(parameter).stream()
                .filter(written -> !written.isEmpty())
                .toList();
    }
}
