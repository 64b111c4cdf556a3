package dev.signet.cli.moving;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportItem.State;
import dev.signet.schema.export.ScopeSettings;
import java.util.OptionalLong;

/** Makes items of what registries and dumps say in other words. */
final class Versions {
    private Versions() {}

    /** A version whose GUID follows from its content. */
    static ExportItem.OfVersion item(VersionName named, int id, State state, SchemaText schema) {
        return new ExportItem.OfVersion(
                named.subject(),
                named.version(),
                new SchemaId(id),
                CanonicalSchema.of(schema).guid(),
                state,
                schema);
    }

    static ExportItem.OfVersion withState(ExportItem.OfVersion item, State state) {
        return new ExportItem.OfVersion(item.subject(), item.version(), item.id(), item.guid(), state, item.schema());
    }

    static ExportItem.OfVersion withoutText(ExportItem.OfVersion item) {
        return new ExportItem.OfVersion(
                item.subject(),
                item.version(),
                item.id(),
                item.guid(),
                item.state(),
                item.schema().withText(""));
    }

    static ExportItem subject(Subject subject, ScopeSettings settings) {
        return new ExportItem.OfSubject(subject, OptionalLong.empty(), settings);
    }

    /** A context if the subject has no name, else the subject. */
    static ExportItem scope(Subject scope, ScopeSettings settings) {
        return scope.name().isEmpty()
                ? new ExportItem.OfContext(scope.context(), OptionalLong.empty(), settings)
                : new ExportItem.OfSubject(scope, OptionalLong.empty(), settings);
    }
}
