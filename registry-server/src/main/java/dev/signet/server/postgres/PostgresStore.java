package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.export.ExportSelection;
import dev.signet.server.brokers.BrokerBounds;
import dev.signet.server.brokers.BrokerRows;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Census;
import dev.signet.server.registry.ContentName;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Decision;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.ExportRows;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.IdCounter;
import dev.signet.server.registry.IdRange;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Mark;
import dev.signet.server.registry.MarkedFootprint;
import dev.signet.server.registry.MarkedSnapshot;
import dev.signet.server.registry.Outage;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.PreparedWrite;
import dev.signet.server.registry.Referral;
import dev.signet.server.registry.SchemaList;
import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.SearchQuery;
import dev.signet.server.registry.SearchScope;
import dev.signet.server.registry.SearchWords;
import dev.signet.server.registry.Snapshot;
import dev.signet.server.registry.StoreCondition;
import dev.signet.server.registry.StoredContent;
import dev.signet.server.registry.SubjectHeads;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.SubjectVersion;
import dev.signet.server.registry.TypedText;
import dev.signet.server.registry.UpkeepRows;
import dev.signet.server.registry.VersionOrigin;
import dev.signet.server.registry.VersionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A registry's state in PostgreSQL. A write is one transaction of two round trips: lock and read, then write and
 * commit. Safe for concurrent use by any number of servers.
 */
public final class PostgresStore implements SchemaStore, ExportRows, UpkeepRows, StoreCondition, AutoCloseable {
    private final Database database;
    private final Queries queries;
    private final SchemaListQuery list;
    private final CatalogQueries catalog;
    private final SearchTerms search;
    private final IdCounters counters;
    private final AssociationRows associations;
    private final Standing standing;
    private final Shared<Marks.Sight, Mark> marks;
    private final Consumer<AuditEntry.Action> written;

    private PostgresStore(Database database, int rare, Consumer<AuditEntry.Action> written) {
        this.written = written;
        this.database = database;
        this.queries = new Queries(database);
        this.list = new SchemaListQuery(database);
        this.catalog = new CatalogQueries(database);
        this.search = new SearchTerms(database, rare);
        this.counters = new IdCounters(database);
        this.associations = new AssociationRows(database);
        this.standing = new Standing(database);
        this.marks = new Shared<>(sights -> Marks.read(database, sights));
    }

    /**
     * Connects to a database that was migrated.
     *
     * @throws IncompatibleDatabaseException if its encoding or its tables are not what this server works with
     * @throws dev.signet.server.registry.StoreFailedException if it cannot be reached
     */
    public static PostgresStore open(PostgresSettings settings) {
        return open(settings, any -> {});
    }

    /**
     * The same, for somebody who wants to know of every write.
     *
     * @param written told after a write took place
     */
    public static PostgresStore open(PostgresSettings settings, Consumer<AuditEntry.Action> written) {
        return open(settings, SearchTerms.RARE, written);
    }

    /** The same; words of more contents than that are not searched by index. */
    static PostgresStore open(PostgresSettings settings, int rare, Consumer<AuditEntry.Action> written) {
        Database database = new Database(settings);
        try {
            DatabaseCheck.run(database);
            return new PostgresStore(database, rare, written);
        } catch (RuntimeException fault) {
            database.close();
            throw fault;
        }
    }

    @Override
    public Snapshot snapshot(Footprint footprint) {
        SnapshotReader[] reader = new SnapshotReader[1];
        database.readConsistently(trip -> reader[0] = new SnapshotReader(trip, footprint));
        return reader[0].snapshot();
    }

    @Override
    public Mark mark(Subject subject, SchemaGuid content) {
        return marks.ask(new Marks.Sight(subject, content));
    }

    @Override
    public MarkedSnapshot marked(Subject subject, SchemaGuid content) {
        Footprint footprint =
                Footprint.ofSubjects(subject).withContents(Set.of(new ContentName(subject.context(), content)));
        List<Mark> mark = new ArrayList<>(1);
        SnapshotReader[] reader = new SnapshotReader[1];
        database.readConsistently(trip -> {
            mark.clear();
            trip.add(Marks.of(List.of(new Marks.Sight(subject, content))), row -> mark.add(Marks.mark(row)));
            reader[0] = new SnapshotReader(trip, footprint);
        });
        return new MarkedSnapshot(mark.get(0), reader[0].snapshot());
    }

    @Override
    public <T> Decision<T> update(Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide) {
        Decision<T> decision = database.write(() -> new Update<>(caller, footprint, decide));
        if (decision instanceof Decision.Write<T> write) {
            written.accept(write.audit().action());
        }
        return decision;
    }

    @Override
    public MarkedFootprint marked(Footprint footprint) {
        FootprintMarks[] marks = new FootprintMarks[1];
        SnapshotReader[] reader = new SnapshotReader[1];
        database.readConsistently(trip -> {
            marks[0] = new FootprintMarks(trip, footprint);
            reader[0] = new SnapshotReader(trip, footprint);
        });
        return new MarkedFootprint(footprint, marks[0].mark(), reader[0].snapshot());
    }

    @Override
    public boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared) {
        boolean done = database.write(() -> new PreparedUpdate(caller, footprint, mark, prepared));
        if (done) {
            prepared.audit().forEach(entry -> written.accept(entry.action()));
        }
        return done;
    }

    @Override
    public IdRange reserveIds(Context context, int wanted) {
        return counters.reserve(context, wanted);
    }

    @Override
    public List<StoredContent> contents(Set<ContextId> ids) {
        List<StoredContent> found = new ArrayList<>();
        database.readConsistently(trip -> ContentRows.addClosure(trip, ids, found::add));
        return found;
    }

    @Override
    public Optional<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        return queries.version(subject, selector, deleted);
    }

    @Override
    public List<SubjectSchema> history(Subject subject, Deleted deleted) {
        return queries.history(subject, deleted);
    }

    @Override
    public List<VersionState> versions(Subject subject) {
        return queries.versions(subject);
    }

    @Override
    public List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page) {
        return queries.subjects(prefix, deleted, page);
    }

    @Override
    public List<ListedSchema> schemas(SchemaList wanted, Page page) {
        return list.run(wanted, page);
    }

    @Override
    public List<Context> contextsOf(String subjectName) {
        return queries.contextsOf(subjectName);
    }

    @Override
    public Optional<IdentifiedSchema> schema(ContextId id, Optional<Subject> preferred) {
        return queries.schema(id, preferred);
    }

    @Override
    public boolean stands(IdentifiedSchema answer, Optional<Subject> preferred) {
        return standing.stands(answer, preferred);
    }

    @Override
    public Optional<IdentifiedSchema> schema(SchemaGuid guid) {
        return queries.schema(guid);
    }

    @Override
    public List<ContextId> idsOf(SchemaGuid guid) {
        return queries.idsOf(guid);
    }

    @Override
    public Optional<SchemaId> highestId(Context context) {
        return queries.highestId(context);
    }

    @Override
    public List<Use> uses(ContextId id) {
        return queries.uses(id);
    }

    @Override
    public List<SchemaId> referrers(Subject subject, Version version, Deleted deleted) {
        return queries.referrers(subject, version, deleted);
    }

    @Override
    public List<Context> contexts(String prefix, Page page) {
        return queries.contexts(prefix, page);
    }

    @Override
    public List<Association> associationsOf(Subject subject) {
        return associations.associationsOf(subject);
    }

    @Override
    public List<Association> associationsOfResource(String resourceId) {
        return associations.associationsOfResource(resourceId);
    }

    @Override
    public List<Association> associationsNamed(Optional<String> namespace, Optional<String> name) {
        return associations.associationsNamed(namespace, name);
    }

    @Override
    public Optional<VersionOrigin> origin(SubjectVersion named) {
        return catalog.origin(named);
    }

    @Override
    public Map<Subject, Subject> aliases() {
        return catalog.aliases();
    }

    @Override
    public SubjectHeads subjectHeads(SubjectPrefix prefix, Deleted deleted, Page page) {
        return catalog.subjectHeads(prefix, deleted, page);
    }

    @Override
    public List<Referral> referrals(Subject subject, int most) {
        return catalog.referrals(subject, most);
    }

    @Override
    public int addWords(int most, Function<TypedText, SearchWords> words) {
        return search.addWords(most, words);
    }

    @Override
    public int withoutWords() {
        return search.withoutWords();
    }

    @Override
    public List<SubjectSchema> found(SearchQuery query, SearchScope scope, Page page) {
        return search.found(query, scope, page);
    }

    @Override
    public void read(ExportSelection selection, Reader reader) {
        database.readThrough(handle -> new ExportReading(handle, selection, reader).run());
    }

    @Override
    public Optional<Outage> outage() {
        return database.pool().outage();
    }

    @Override
    public List<IdCounter> idCounters() {
        return counters.counters(Integer.MAX_VALUE);
    }

    @Override
    public IdCounter raiseIdFloor(Caller caller, Context context, SchemaId floor) {
        return counters.raise(caller, context, floor);
    }

    @Override
    public Census census() {
        return database.read(handle -> new CensusRows(handle).census());
    }

    /** Where the reports of brokers are kept, within these bounds. */
    public BrokerRows brokers(BrokerBounds bounds) {
        return new BrokerReports(database, bounds);
    }

    /** How the connections are used at the moment. */
    public PoolState connections() {
        return database.pool().state();
    }

    @Override
    public void close() {
        database.close();
    }
}
