package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.settings.ConfigSettings;
import java.util.Optional;

/** A store that can be read from one end to the other, in memory that does not grow with what it holds. */
public interface ExportRows {
    /**
     * Reads the selected part as it is at one moment that is not before the call: contexts; ids that no version uses,
     * unless subjects were selected; subjects, each followed by its versions and associations. All in the order of the
     * export.
     */
    void read(ExportSelection selection, Reader reader);

    /** Who takes the rows. What it throws ends the reading. */
    interface Reader {
        /** A context with versions or settings; the default and the global one always. */
        void context(Context context, long revision, Optional<ConfigSettings> config, Optional<Mode> mode);

        /** An id that no version has, with its schema if no version has that either. */
        void id(ContextId id, SchemaGuid guid, Optional<SchemaText> schema);

        /** A subject with versions, associations or settings. */
        void subject(Subject subject, long revision, Optional<ConfigSettings> config, Optional<Mode> mode);

        /** A version of the last subject; without a text if the selection leaves it out. */
        void version(SubjectSchema version);

        /** An association of the last subject. */
        void association(Association association);
    }
}
