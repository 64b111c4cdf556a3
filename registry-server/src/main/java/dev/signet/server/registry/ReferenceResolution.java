package dev.signet.server.registry;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.settings.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds the references of a submitted schema to live versions. */
final class ReferenceResolution {
    private ReferenceResolution() {}

    /**
     * References with their numbers.
     *
     * @param references the references, each with the number of a version
     * @param ids what they point at, in the same order
     */
    record Pinned(List<SchemaReference> references, List<ContextId> ids) {}

    /** Pins the references; refused if one is malformed or points at nothing that is live. */
    static Step<Pinned> pinned(Draft draft, Snapshot snapshot, SchemaText schema) {
        List<SchemaReference> references = new ArrayList<>();
        List<ContextId> ids = new ArrayList<>();
        for (SchemaReference reference : schema.references()) {
            Target target = draft.target(reference);
            Optional<TargetRow> row = snapshot.target(target).filter(found -> !found.deleted());
            Optional<String> fault = fault(reference, row.isPresent());
            if (fault.isPresent()) {
                return Step.refused(InvalidSchema.refusal(draft.subject(), schema, fault.get()));
            }
            if (row.filter(TargetRow::owned).isPresent() && !target.subject().equals(draft.subject())) {
                return Step.refused(Permission.owned(target.subject()));
            }
            row.ifPresent(found -> {
                references.add(reference.pinnedTo(found.version()));
                ids.add(new ContextId(target.subject().context(), found.id()));
            });
        }
        return Step.ready(new Pinned(references, ids));
    }

    private static Optional<String> fault(SchemaReference reference, boolean found) {
        if (reference.name().isEmpty() || reference.subject().isEmpty()) {
            return Optional.of("a reference needs a name and a subject, got " + reference);
        }
        if (reference.version() < 1 && reference.version() != SchemaReference.LATEST) {
            return Optional.of("the version of a reference is 1 or more, or -1 for the latest, got " + reference);
        }
        return found
                ? Optional.empty()
                : Optional.of("No schema reference found for subject \"%s\" and version %d"
                        .formatted(reference.subject(), reference.version()));
    }
}
