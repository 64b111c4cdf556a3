package dev.signet.server.registry;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;

/**
 * One step of a write. A store applies the changes of a decision in order, all or none, and advances the revision of
 * every subject, and of every context whose config, mode or existence is touched.
 */
public sealed interface Change {
    /** A context is shown from now on. */
    record ShowContext(Context context) implements Change {}

    /** A context is no longer shown and loses the config and modes set in it; its ids stay bound. */
    record HideContext(Context context) implements Change {}

    /**
     * A content appears, or gets back the text that a hard delete cleared.
     *
     * @param context the context that keeps it
     * @param schema the schema with its identity
     * @param targets what its references point at, in their order, all pinned
     * @param kept whether the store knows the content already, without its text
     */
    record StoreContent(Context context, CanonicalSchema schema, List<Target> targets, Kept kept) implements Change {
        /** Whether the store still holds the name of the content. */
        public enum Kept {
            NOTHING,
            NAME
        }

        public StoreContent {
            targets = List.copyOf(targets);
        }
    }

    /**
     * An id is bound to a content for ever.
     *
     * @param origin whether a client dictated the id; then the ids drawn later are higher
     */
    record BindId(Context context, SchemaId id, SchemaGuid guid, Origin origin) implements Change {
        /** Where an id comes from. */
        public enum Origin {
            DRAWN,
            IMPORTED
        }
    }

    /** A version appears, or an imported one takes the place of one with that number. */
    record PutVersion(Subject subject, Version version, SchemaId id) implements Change {}

    /** Versions are hidden. */
    record HideVersions(Subject subject, List<Version> versions) implements Change {
        public HideVersions {
            versions = List.copyOf(versions);
        }
    }

    /** Versions that were hidden are live again. */
    record RestoreVersions(Subject subject, List<Version> versions) implements Change {
        public RestoreVersions {
            versions = List.copyOf(versions);
        }
    }

    /** Versions are removed; contents of the context that no version uses any more lose their text. */
    record RemoveVersions(Subject subject, List<Version> versions) implements Change {
        public RemoveVersions {
            versions = List.copyOf(versions);
        }
    }

    /** A subject starts afresh: numbers from 1, no config, no mode. */
    record ResetSubject(Subject subject) implements Change {}

    /** The config of a scope is replaced. */
    record PutConfig(Scope scope, ConfigSettings config) implements Change {}

    /** The config of a scope is removed. */
    record DropConfig(Scope scope) implements Change {}

    /** The mode of a scope is set. */
    record PutMode(Scope scope, Mode mode) implements Change {}

    /** The mode of a scope is removed. */
    record DropMode(Scope scope) implements Change {}

    /** The modes of all subjects of a context are removed; in the global pseudo-context: of all subjects. */
    record DropModesBelow(Context context) implements Change {}

    /** A resource gets an association, or has one of this type changed. */
    record PutAssociation(Association association) implements Change {}

    /** A resource loses an association. */
    record DropAssociation(Association association) implements Change {}
}
