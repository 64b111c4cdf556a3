package dev.signet.schema.export;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of an export. They come in this order: the header; contexts; ids that no version uses; subjects, each
 * followed by its versions and its associations; the end. Contexts and subjects are sorted by code point (subjects by
 * context, then name), versions by number, associations by namespace and name of the resource, its type, their type.
 */
public sealed interface ExportItem {
    /**
     * The first line.
     *
     * @param selection what the export was limited to
     */
    record Header(ExportSelection selection) implements ExportItem {}

    /**
     * A context that holds versions or settings, or the pseudo-context of settings that count everywhere.
     *
     * @param context its name
     * @param revision its revision, if told
     * @param settings its config and mode
     */
    record OfContext(Context context, OptionalLong revision, ScopeSettings settings) implements ExportItem {}

    /**
     * An id that no version has, and that answers nevertheless: versions have its content under another id, or an import
     * has put another schema in the place of its version.
     *
     * @param context where it is bound
     * @param id the id
     * @param guid the content
     * @param schema the schema, if no version has the content
     */
    record OfId(Context context, SchemaId id, SchemaGuid guid, Optional<SchemaText> schema) implements ExportItem {}

    /**
     * A subject that has versions or settings.
     *
     * @param subject its name
     * @param revision its revision, if told
     * @param settings its config and mode
     */
    record OfSubject(Subject subject, OptionalLong revision, ScopeSettings settings) implements ExportItem {}

    /**
     * A version of the subject before it.
     *
     * @param subject the subject
     * @param version its number
     * @param id its schema's id
     * @param guid the content's name
     * @param state whether it is soft-deleted
     * @param schema its schema; the text is empty if the export leaves it out
     */
    record OfVersion(Subject subject, Version version, SchemaId id, SchemaGuid guid, State state, SchemaText schema)
            implements ExportItem {}

    /**
     * What a resource does with the subject before it. Its own name and its times belong to one registry.
     *
     * @param subject the subject
     * @param resource the resource
     * @param type {@code key} or {@code value}
     * @param lifecycle STRONG or WEAK
     * @param frozen whether it stays as it is until the resource goes
     */
    record OfAssociation(Subject subject, Resource resource, String type, String lifecycle, boolean frozen)
            implements ExportItem {
        /** The lifecycle of a subject that its resource owns alone. */
        public static final String STRONG = "STRONG";
    }

    /**
     * What uses subjects.
     *
     * @param type what it is: {@code topic}
     * @param namespace where its name is unique
     * @param name its name
     * @param id its id
     */
    record Resource(String type, String namespace, String name, String id) {
        @Override
        public String toString() {
            return type + " " + namespace + "/" + name;
        }
    }

    /**
     * The last line, without which an export is cut.
     *
     * @param items how many lines stand between it and the header
     */
    record End(long items) implements ExportItem {}

    /** Whether a version is shown. */
    enum State {
        LIVE,
        DELETED
    }
}
