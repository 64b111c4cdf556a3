package dev.signet.server.consistency;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Decision;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.IdRange;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Mark;
import dev.signet.server.registry.MarkedFootprint;
import dev.signet.server.registry.MarkedSnapshot;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.PreparedWrite;
import dev.signet.server.registry.Referral;
import dev.signet.server.registry.SchemaList;
import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.SearchQuery;
import dev.signet.server.registry.SearchScope;
import dev.signet.server.registry.SearchWords;
import dev.signet.server.registry.Snapshot;
import dev.signet.server.registry.StoredContent;
import dev.signet.server.registry.SubjectHeads;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.SubjectVersion;
import dev.signet.server.registry.TypedText;
import dev.signet.server.registry.VersionOrigin;
import dev.signet.server.registry.VersionState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Another store with something broken in it. */
public abstract class ForwardingStore implements SchemaStore {
    private final SchemaStore store;

    protected ForwardingStore(SchemaStore store) {
        this.store = store;
    }

    @Override
    public Snapshot snapshot(Footprint footprint) {
        return store.snapshot(footprint);
    }

    @Override
    public Mark mark(Subject subject, SchemaGuid content) {
        return store.mark(subject, content);
    }

    @Override
    public MarkedSnapshot marked(Subject subject, SchemaGuid content) {
        return store.marked(subject, content);
    }

    @Override
    public <T> Decision<T> update(Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide) {
        return store.update(caller, footprint, decide);
    }

    @Override
    public MarkedFootprint marked(Footprint footprint) {
        return store.marked(footprint);
    }

    @Override
    public boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared) {
        return store.write(caller, footprint, mark, prepared);
    }

    @Override
    public IdRange reserveIds(Context context, int wanted) {
        return store.reserveIds(context, wanted);
    }

    @Override
    public Optional<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        return store.version(subject, selector, deleted);
    }

    @Override
    public List<SubjectSchema> history(Subject subject, Deleted deleted) {
        return store.history(subject, deleted);
    }

    @Override
    public List<VersionState> versions(Subject subject) {
        return store.versions(subject);
    }

    @Override
    public List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page) {
        return store.subjects(prefix, deleted, page);
    }

    @Override
    public List<ListedSchema> schemas(SchemaList wanted, Page page) {
        return store.schemas(wanted, page);
    }

    @Override
    public List<Context> contextsOf(String subjectName) {
        return store.contextsOf(subjectName);
    }

    @Override
    public Optional<IdentifiedSchema> schema(ContextId id, Optional<Subject> preferred) {
        return store.schema(id, preferred);
    }

    @Override
    public boolean stands(IdentifiedSchema answer, Optional<Subject> preferred) {
        return store.stands(answer, preferred);
    }

    @Override
    public Optional<IdentifiedSchema> schema(SchemaGuid guid) {
        return store.schema(guid);
    }

    @Override
    public List<ContextId> idsOf(SchemaGuid guid) {
        return store.idsOf(guid);
    }

    @Override
    public Optional<SchemaId> highestId(Context context) {
        return store.highestId(context);
    }

    @Override
    public List<Use> uses(ContextId id) {
        return store.uses(id);
    }

    @Override
    public List<SchemaId> referrers(Subject subject, Version version, Deleted deleted) {
        return store.referrers(subject, version, deleted);
    }

    @Override
    public List<Context> contexts(String prefix, Page page) {
        return store.contexts(prefix, page);
    }

    @Override
    public List<StoredContent> contents(Set<ContextId> ids) {
        return store.contents(ids);
    }

    @Override
    public List<Association> associationsOf(Subject subject) {
        return store.associationsOf(subject);
    }

    @Override
    public List<Association> associationsOfResource(String resourceId) {
        return store.associationsOfResource(resourceId);
    }

    @Override
    public List<Association> associationsNamed(Optional<String> namespace, Optional<String> name) {
        return store.associationsNamed(namespace, name);
    }

    @Override
    public Optional<VersionOrigin> origin(SubjectVersion named) {
        return store.origin(named);
    }

    @Override
    public Map<Subject, Subject> aliases() {
        return store.aliases();
    }

    @Override
    public SubjectHeads subjectHeads(SubjectPrefix prefix, Deleted deleted, Page page) {
        return store.subjectHeads(prefix, deleted, page);
    }

    @Override
    public List<Referral> referrals(Subject subject, int most) {
        return store.referrals(subject, most);
    }

    @Override
    public int addWords(int most, Function<TypedText, SearchWords> words) {
        return store.addWords(most, words);
    }

    @Override
    public int withoutWords() {
        return store.withoutWords();
    }

    @Override
    public List<SubjectSchema> found(SearchQuery query, SearchScope scope, Page page) {
        return store.found(query, scope, page);
    }
}
