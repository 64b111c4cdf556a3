package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reads of a store. Each shows a state not older than its call. A subject that has an alias stands for the subject
 * behind it.
 */
public interface SchemaQueries {
    /** A version; for the latest, the highest admitted. */
    Optional<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted);

    /** All versions with their schemas, newest first. */
    List<SubjectSchema> history(Subject subject, Deleted deleted);

    /** All versions, ascending, deleted or not. */
    List<VersionState> versions(Subject subject);

    /** Subjects by prefix, in the order of their qualified names; with {@link Deleted#ONLY} those without live ones. */
    List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page);

    /** Versions by qualified name and version, with the associations of their subjects. */
    List<ListedSchema> schemas(SchemaList wanted, Page page);

    /** Other contexts that have a subject of this name with a live version, sorted. */
    List<Context> contextsOf(String subjectName);

    /**
     * What an id is bound to, unless its text is gone, with a version that uses it: the preferred subject's, else a
     * live one.
     */
    Optional<IdentifiedSchema> schema(ContextId id, Optional<Subject> preferred);

    /**
     * Whether {@link #schema(ContextId, Optional)} would give an answer of its own again, found out without reading the
     * schema. What an id is bound to never changes, so only its use has to be looked at.
     *
     * @param answer what it answered before
     * @param preferred the subject that was asked for then
     * @return false where it would not, or where only the whole question can tell
     */
    boolean stands(IdentifiedSchema answer, Optional<Subject> preferred);

    /** What a GUID names in the first context that still has the text; the default context comes first. */
    Optional<IdentifiedSchema> schema(SchemaGuid guid);

    /** The ids of a content whose text is there, by context and id. */
    List<ContextId> idsOf(SchemaGuid guid);

    /** The highest id that is bound. */
    Optional<SchemaId> highestId(Context context);

    /** The versions that use an id, by qualified name and version. */
    List<Use> uses(ContextId id);

    /** The ids of the schemas that refer to a version and are used by an admitted version, ascending. */
    List<SchemaId> referrers(Subject subject, Version version, Deleted deleted);

    /** Contexts that are shown, sorted. */
    List<Context> contexts(String prefix, Page page);

    /** The schemas of these ids and all that they refer to, directly or not; ids without a text are left out. */
    List<StoredContent> contents(Set<ContextId> ids);

    /**
     * A version that uses an id.
     *
     * @param subject the subject
     * @param version its number
     * @param deleted whether it is soft-deleted
     */
    record Use(Subject subject, Version version, boolean deleted) {}

    /**
     * Which subjects a list is about.
     *
     * @param context the context; empty for all
     * @param namePrefix how their names start
     */
    record SubjectPrefix(Optional<Context> context, String namePrefix) {
        /** Reads {@code :*:}, {@code :.ctx:} and names as clients write them. */
        static SubjectPrefix parse(String written) {
            if (written.startsWith(":*:")) {
                return new SubjectPrefix(Optional.empty(), written.substring(3));
            }
            Subject subject = Subject.parse(written);
            return new SubjectPrefix(Optional.of(subject.context()), subject.name());
        }

        /** Whether a subject's name can start so at all, and a store be asked. */
        boolean isWellFormed() {
            return UnicodeText.isWellFormed(namePrefix)
                    && context.map(Context::name).map(UnicodeText::isWellFormed).orElse(true);
        }
    }
}
