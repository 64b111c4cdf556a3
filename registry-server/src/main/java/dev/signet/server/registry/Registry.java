package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.format.SchemaFormats;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The use cases of a schema registry. Expected outcomes are {@link Answer}s; a store that fails is a
 * {@link StoreFailedException}, one that is too slow a {@link StoreTimedOutException}. Safe for concurrent use; any
 * number of registries may share one store.
 */
public final class Registry {
    private final SchemaFormats formats;

    public Registry(SchemaStore store, SchemaFormats formats, RegistrySettings settings) {
        this.formats = formats;
    }

    /** Stores a schema as the next version of its subject, or finds it there. */
    public Answer<SubjectSchema> register(
            Caller caller, Subject subject, Submission submission, Normalize normalize, Enforcement enforcement) {
        throw unfinished();
    }

    /** Finds a schema among the versions of its subject. */
    public Answer<SubjectSchema> lookup(Subject subject, Submission submission, Normalize normalize, Deleted deleted) {
        throw unfinished();
    }

    /** A version of a subject; one that is absent from the default context is looked for in the others. */
    public Answer<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        throw unfinished();
    }

    /** The highest version whose metadata holds these properties; any version with metadata if there are none. */
    public Answer<SubjectSchema> latestWithMetadata(Subject subject, Map<String, String> properties, Deleted deleted) {
        throw unfinished();
    }

    /** The versions of a subject, ascending. */
    public Answer<List<VersionState>> versions(Subject subject, Deleted deleted, Page page) {
        throw unfinished();
    }

    /**
     * The subjects whose name starts with a prefix, sorted.
     *
     * @param prefix {@code :*:} and a name prefix for all contexts, {@code :.ctx:} and one for a context; else for the
     *     default context
     */
    public List<Subject> subjects(String prefix, Deleted deleted, Page page) {
        throw unfinished();
    }

    /** The versions of the subjects whose name starts with a prefix, by subject and version. */
    public List<SubjectSchema> schemas(String prefix, Deleted deleted, Which which, Page page) {
        throw unfinished();
    }

    /**
     * The schema that an id is bound to.
     *
     * @param preferred the subject whose version is to be named, if it uses the id
     */
    public Answer<IdentifiedSchema> schema(Context context, SchemaId id, Optional<Subject> preferred) {
        throw unfinished();
    }

    /** The schema that a GUID names, in any context. */
    public Answer<IdentifiedSchema> schema(SchemaGuid guid) {
        throw unfinished();
    }

    /** The ids of a content, in all contexts. */
    public List<ContextId> idsOf(SchemaGuid guid) {
        throw unfinished();
    }

    /** The highest id that a context has given away. */
    public Optional<SchemaId> highestId(Context context) {
        throw unfinished();
    }

    /** The subjects that use an id, sorted. */
    public Answer<List<Subject>> subjectsUsing(
            Context context, SchemaId id, Optional<Subject> only, Deleted deleted, Page page) {
        throw unfinished();
    }

    /** The versions that use an id, the last one of each subject. */
    public Answer<List<SubjectVersion>> versionsUsing(
            Context context, SchemaId id, Optional<Subject> only, Deleted deleted, Page page) {
        throw unfinished();
    }

    /** The ids of the schemas that refer to a version, sorted; the version itself may be soft-deleted. */
    public Answer<List<SchemaId>> referencedBy(Subject subject, VersionSelector selector, Deleted deleted, Page page) {
        throw unfinished();
    }

    /**
     * The text of a stored schema with every referenced type written out.
     *
     * @param context where its references are looked up
     */
    public Answer<String> resolvedText(Context context, SchemaText schema) {
        throw unfinished();
    }

    /** Deletes a version. */
    public Answer<Version> deleteVersion(Caller caller, Subject subject, VersionSelector selector, Deletion deletion) {
        throw unfinished();
    }

    /** Deletes all versions of a subject and says which. */
    public Answer<List<Version>> deleteSubject(Caller caller, Subject subject, Deletion deletion) {
        throw unfinished();
    }

    /** Whether a schema gets along with one version, at the level in force. */
    public Answer<CompatibilityReport> check(
            Subject subject, VersionSelector selector, Submission submission, Normalize normalize) {
        throw unfinished();
    }

    /** Whether registration would find a schema compatible. */
    public Answer<CompatibilityReport> checkAll(Subject subject, Submission submission, Normalize normalize) {
        throw unfinished();
    }

    /** The config of a scope. The root always has one. */
    public Answer<ConfigSettings> config(Scope scope, Inheritance inheritance) {
        throw unfinished();
    }

    /** Changes the config of a scope and answers with all that is set there now. */
    public Answer<ConfigSettings> changeConfig(Caller caller, Scope scope, ConfigChange change) {
        throw unfinished();
    }

    /** Removes the config of a scope and answers with what was set. */
    public Answer<ConfigSettings> deleteConfig(Caller caller, Scope scope) {
        throw unfinished();
    }

    /** The mode of a scope. The root always has one. */
    public Answer<Mode> mode(Scope scope, Inheritance inheritance) {
        throw unfinished();
    }

    /** Sets the mode of a scope. */
    public Answer<Mode> changeMode(Caller caller, Scope scope, Mode mode, Forced forced) {
        throw unfinished();
    }

    /** Removes the mode of a scope and answers with it; empty if only subjects of the scope had one. */
    public Answer<Optional<Mode>> deleteMode(Caller caller, Scope scope, Reach reach) {
        throw unfinished();
    }

    /** The contexts that schemas were registered into, sorted; the default one always belongs to them. */
    public List<Context> contexts(String prefix, Page page) {
        throw unfinished();
    }

    /** Hides an empty context, known or not. Its ids stay bound. */
    public Answer<Context> deleteContext(Caller caller, Context context) {
        throw unfinished();
    }

    /** The schema languages of this build. */
    public List<SchemaType> types() {
        return formats.types();
    }

    private static UnsupportedOperationException unfinished() {
        return new UnsupportedOperationException("not written yet");
    }
}
