package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.Optional;
import java.util.Set;

/** One thing that is to happen to the associations of a resource. */
public sealed interface AssociationEdit {
    /**
     * An association is to be there.
     *
     * @param type which part of the resource's records the subject describes
     * @param subject the subject; empty for that of the existing association, or for the one named after the resource
     * @param lifecycle the lifecycle; empty for the existing one, or for what the rest suggests
     * @param frozen whether it is frozen; empty for the existing state, or for what the lifecycle suggests
     * @param schema a schema that the subject is to have
     * @param existing what is done if the resource has an association of this type
     */
    record Put(
            AssociationType type,
            Optional<Subject> subject,
            Optional<Lifecycle> lifecycle,
            Optional<Boolean> frozen,
            Optional<SchemaWish> schema,
            Existing existing)
            implements AssociationEdit {}

    /**
     * Associations are to go.
     *
     * @param types their types; empty for all
     * @param cascade whether frozen ones go, too, and take the subjects along that the resource owns
     */
    record Remove(Optional<Set<AssociationType>> types, Cascade cascade) implements AssociationEdit {
        public Remove {
            types = types.map(Set::copyOf);
        }
    }

    /**
     * A schema for the subject of an association.
     *
     * @param submission the schema
     * @param normalize whether its text is normalised
     */
    record SchemaWish(Submission submission, Normalize normalize) {}

    /** What is done where there is an association already. */
    enum Existing {
        /** Another one is refused. */
        KEPT,
        /** It is changed. */
        UPDATED
    }

    /** How far a removal goes. */
    enum Cascade {
        NO,
        YES
    }
}
