package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The use cases of a schema registry. Expected outcomes are {@link Answer}s; a store that fails is a
 * {@link StoreFailedException}, one that is too slow a {@link StoreTimedOutException}. Safe for concurrent use; any
 * number of registries may share one store.
 */
public final class Registry {
    private final SchemaStore store;
    private final SchemaFormats formats;
    private final Registration registration;
    private final Lookup lookup;
    private final DryRun dryRun;
    private final DeletionOfVersions deletion;
    private final Undeletion undeletion;
    private final ConfigUseCases configs;
    private final ModeUseCases modes;
    private final ContextDeletion contextDeletion;
    private final Reading reading;
    private final Retagging retagging;
    private final ParsedSchemas parsedSchemas;
    private final CandidateReader candidates;
    private final Optional<Associations> associations;
    private final LastKnown lastKnown;
    private final Catalog catalog;
    private final Search search;
    private final ChangeSets changeSets;
    private final Diffs diffs;
    private final Impacts impacts;
    private final ImpactCheck impactCheck;

    /** A registry over a store that is always in reach. */
    public Registry(SchemaStore store, SchemaFormats formats, RegistrySettings settings) {
        this(store, formats, settings, Optional::empty);
    }

    /**
     * A registry.
     *
     * @param condition what is known about the store; while it is out of reach, known schemas are told from memory
     */
    public Registry(SchemaStore store, SchemaFormats formats, RegistrySettings settings, StoreCondition condition) {
        // One half for schemas as they are stored, one for schemas as they are sent.
        long weight = settings.parsedSchemaWeight() / 2;
        this.parsedSchemas = new ParsedSchemas(store, formats, weight);
        SchemaIds ids = new SchemaIds(store);
        this.candidates = new CandidateReader(formats, parsedSchemas, weight);
        Attempts attempts = new Attempts(store, candidates, parsedSchemas, ids);
        ConfigResolution resolution = new ConfigResolution(settings.defaultLevel());
        CompatibilityCheck compatibility = new CompatibilityCheck(settings.doubts());
        this.store = store;
        this.formats = formats;
        this.registration = new Registration(attempts, resolution, compatibility, parsedSchemas, ids);
        this.lookup = new Lookup(attempts, resolution, store);
        this.dryRun = new DryRun(attempts, resolution, compatibility);
        this.deletion = new DeletionOfVersions(store);
        this.undeletion = new Undeletion(store, resolution, parsedSchemas);
        this.configs = new ConfigUseCases(store, resolution);
        this.modes = new ModeUseCases(store, settings.modesMayChange());
        this.contextDeletion = new ContextDeletion(store);
        this.reading = new Reading(store, parsedSchemas);
        this.lastKnown = new LastKnown(store, condition, settings.knownSchemaWeight());
        this.retagging = new Retagging(reading, registration);
        this.associations =
                settings.keepsAssociations() ? Optional.of(new Associations(store, this)) : Optional.empty();
        this.catalog = new Catalog(store, resolution);
        this.search = new Search(store, formats);
        this.changeSets = new ChangeSets(store, attempts, registration, ids, settings.changeSets());
        this.diffs = new Diffs(reading, attempts, parsedSchemas);
        this.impacts = new Impacts(store, reading);
        this.impactCheck = new ImpactCheck(store, attempts, resolution, compatibility, parsedSchemas);
    }

    /** Stores a schema as the next version of its subject, or finds it there. */
    public Answer<SubjectSchema> register(
            Caller caller, Subject subject, Submission submission, Normalize normalize, Enforcement enforcement) {
        return registration.register(caller, subject, submission, normalize, enforcement);
    }

    /** Says what would come of a change set, and writes nothing. */
    public Answer<ChangeSetReport> judge(ChangeSet set) {
        return changeSets.judge(set);
    }

    /**
     * Writes a change set in one step if nothing of it is refused.
     *
     * @param cursor that of a dry run; if it is given, nothing is written on another state than that one
     */
    public Answer<ChangeSetReport> apply(Caller caller, ChangeSet set, Optional<String> cursor) {
        return changeSets.apply(caller, set, cursor);
    }

    /** How much one change set may ask for. */
    public ChangeSetLimits changeSetLimits() {
        return changeSets.limits();
    }

    /** Registers a version made of an older one, with other tags, metadata or rules. */
    public Answer<SubjectSchema> retag(Caller caller, Subject subject, VersionSelector selector, TagChange change) {
        return retagging.retag(caller, subject, selector, change);
    }

    /** The tags inside a schema's text, by place. */
    public List<EntityTags> tags(SchemaText schema) {
        return parsedSchemas.tags(schema);
    }

    /** Finds a schema among the versions of its subject. */
    public Answer<SubjectSchema> lookup(Subject subject, Submission submission, Normalize normalize, Deleted deleted) {
        return lookup.lookup(subject, submission, normalize, deleted);
    }

    /** A version of a subject; one that is absent from the default context is looked for in the others. */
    public Answer<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        return reading.version(subject, selector, deleted);
    }

    /** The highest version whose metadata holds these properties; any version with metadata if there are none. */
    public Answer<SubjectSchema> latestWithMetadata(Subject subject, Map<String, String> properties, Deleted deleted) {
        return reading.latestWithMetadata(subject, properties, deleted);
    }

    /** The versions of a subject, ascending. */
    public Answer<List<VersionState>> versions(Subject subject, Deleted deleted, Page page) {
        return reading.versions(subject, deleted, page);
    }

    /**
     * The subjects whose name starts with a prefix, sorted.
     *
     * @param prefix {@code :*:} and a name prefix for all contexts, {@code :.ctx:} and one for a context; else for the
     *     default context
     */
    public List<Subject> subjects(String prefix, Deleted deleted, Page page) {
        return store.subjects(SchemaQueries.SubjectPrefix.parse(prefix), deleted, page);
    }

    /** The versions of a list, by subject and version, with the associations of their subjects. */
    public List<ListedSchema> schemas(SchemaList wanted, Page page) {
        return wanted.isWellFormed() ? store.schemas(wanted, page) : List.of();
    }

    /** The names that stand for subjects, sorted, by the subject behind them. */
    public Map<Subject, List<Subject>> aliases() {
        return catalog.aliases();
    }

    /**
     * The schema that an id is bound to; from memory, and naming the outage, while the store is out of reach.
     *
     * @param preferred the subject whose version is to be named, if it uses the id
     */
    public Answer<IdentifiedSchema> schema(Context context, SchemaId id, Optional<Subject> preferred) {
        return lastKnown.read(context, id, preferred, () -> reading.schema(context, id, preferred));
    }

    /** The schema that a GUID names, in any context. */
    public Answer<IdentifiedSchema> schema(SchemaGuid guid) {
        return Answer.ofOptional(store.schema(guid), ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(guid));
    }

    /** The ids of a content, in all contexts. */
    public List<ContextId> idsOf(SchemaGuid guid) {
        return store.idsOf(guid);
    }

    /** The highest id that a context has given away. */
    public Optional<SchemaId> highestId(Context context) {
        return store.highestId(context);
    }

    /** The subjects that use an id, sorted. */
    public Answer<List<Subject>> subjectsUsing(
            Context context, SchemaId id, Optional<Subject> only, Deleted deleted, Page page) {
        return reading.subjectsUsing(new ContextId(context, id), only, deleted, page);
    }

    /** The versions that use an id, the last one of each subject. */
    public Answer<List<SubjectVersion>> versionsUsing(
            Context context, SchemaId id, Optional<Subject> only, Deleted deleted, Page page) {
        return reading.versionsUsing(new ContextId(context, id), only, deleted, page);
    }

    /** The ids of the schemas that refer to a version, sorted; the version itself may be soft-deleted. */
    public Answer<List<SchemaId>> referencedBy(Subject subject, VersionSelector selector, Deleted deleted, Page page) {
        return reading.referencedBy(subject, selector, deleted, page);
    }

    /** Who registered a version, when, and from where. */
    public Answer<VersionOrigin> origin(Subject subject, VersionSelector selector, Deleted deleted) {
        return version(subject, selector, deleted).then(catalog::origin);
    }

    /** The subjects whose name starts with a prefix, each with its latest version and the level and mode in force. */
    public List<SubjectSummary> summaries(String prefix, Deleted deleted, Page page) {
        return catalog.summaries(SchemaQueries.SubjectPrefix.parse(prefix), deleted, page);
    }

    /** The versions that a query finds. */
    public SearchResult search(SearchQuery query, SearchScope scope, Page page) {
        return search.search(query, scope, page);
    }

    /** What differs between two schemas, and who can read whom. */
    public Answer<SchemaComparison> diff(SchemaSide older, SchemaSide newer, Deleted deleted) {
        return diffs.between(older, newer, deleted);
    }

    /** The same for a version and the one before it. */
    public Answer<SchemaComparison> diffWithPrevious(Subject subject, VersionSelector newer, Deleted deleted) {
        return diffs.withPrevious(subject, newer, deleted);
    }

    /** Who depends on a subject over references, directly or not. */
    public Answer<Impact> impact(Subject subject, Which which, Deleted deleted, Page page) {
        return impacts.of(subject, which, deleted, page);
    }

    /** What would become of the latest versions that depend on a subject, were this its next schema. */
    public Answer<ImpactReport> impact(Subject subject, Submission submission, Normalize normalize, Page page) {
        return impacts.of(subject, Which.LATEST, Deleted.EXCLUDED, page)
                .then(impact -> impactCheck.judge(impact, submission, normalize));
    }

    /** The text of the schema that an id is bound to, with every referenced type written out. */
    public Answer<String> resolvedText(Context context, SchemaId id) {
        return reading.resolvedText(new ContextId(context, id));
    }

    /** Deletes a version. */
    public Answer<Version> deleteVersion(Caller caller, Subject subject, VersionSelector selector, Deletion deletion) {
        return this.deletion.deleteVersion(caller, subject, selector, deletion);
    }

    /** Deletes all versions of a subject and says which. */
    public Answer<List<Version>> deleteSubject(Caller caller, Subject subject, Deletion deletion) {
        return this.deletion.deleteSubject(caller, subject, deletion);
    }

    /** Brings a soft-deleted version back under its number and id. */
    public Answer<Version> undeleteVersion(
            Caller caller, Subject subject, VersionSelector selector, Enforcement enforcement) {
        return undeletion.undeleteVersion(caller, subject, selector, enforcement);
    }

    /** Brings a soft-deleted subject back with all its versions and says which; none if the subject is live. */
    public Answer<List<Version>> undeleteSubject(Caller caller, Subject subject, Enforcement enforcement) {
        return undeletion.undeleteSubject(caller, subject, enforcement);
    }

    /** Whether a schema gets along with one version, at the level in force. */
    public Answer<CompatibilityReport> check(
            Subject subject, VersionSelector selector, Submission submission, Normalize normalize) {
        return dryRun.check(subject, selector, submission, normalize);
    }

    /** Whether registration would find a schema compatible. */
    public Answer<CompatibilityReport> checkAll(Subject subject, Submission submission, Normalize normalize) {
        return dryRun.checkAll(subject, submission, normalize);
    }

    /** The config of a scope. The root always has one. */
    public Answer<ConfigSettings> config(Scope scope, Inheritance inheritance) {
        return configs.config(scope, inheritance);
    }

    /** Changes the config of a scope and answers with all that is set there now. */
    public Answer<ConfigSettings> changeConfig(Caller caller, Scope scope, ConfigChange change) {
        return configs.change(caller, scope, change);
    }

    /** Removes the config of a scope and answers with what was set. */
    public Answer<ConfigSettings> deleteConfig(Caller caller, Scope scope) {
        return configs.delete(caller, scope);
    }

    /** The mode of a scope. The root always has one. */
    public Answer<Mode> mode(Scope scope, Inheritance inheritance) {
        return modes.mode(scope, inheritance);
    }

    /** Sets the mode of a scope. */
    public Answer<Mode> changeMode(Caller caller, Scope scope, Mode mode, Forced forced) {
        return modes.change(caller, scope, mode, forced);
    }

    /** Removes the mode of a scope and answers with it; empty if only subjects of the scope had one. */
    public Answer<Optional<Mode>> deleteMode(Caller caller, Scope scope, Reach reach) {
        return modes.delete(caller, scope, reach);
    }

    /** The contexts that schemas were registered into, sorted; the default one always belongs to them. */
    public List<Context> contexts(String prefix, Page page) {
        return store.contexts(prefix, page);
    }

    /** Hides an empty context, known or not. Its ids stay bound. */
    public Answer<Context> deleteContext(Caller caller, Context context) {
        return contextDeletion.delete(caller, context);
    }

    /** The use cases of associations, if this registry keeps any. */
    public Optional<Associations> associations() {
        return associations;
    }

    /** Whether some schema could be told although the store is out of reach. */
    public boolean knowsSchemas() {
        return !lastKnown.isEmpty();
    }

    /** How the caches do. */
    public List<CacheState> caches() {
        return List.of(parsedSchemas.state(), candidates.state(), lastKnown.state());
    }

    /** The schema languages of this build. */
    public List<SchemaType> types() {
        return formats.types();
    }
}
