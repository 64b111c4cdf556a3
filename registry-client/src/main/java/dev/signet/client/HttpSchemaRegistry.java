package dev.signet.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.client.Exchange.Answered;
import dev.signet.client.metrics.Figure;
import dev.signet.client.metrics.Measured;
import dev.signet.schema.Answer;
import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.rest.AssociationJson;
import dev.signet.schema.rest.CompatibilityReply;
import dev.signet.schema.rest.ContextIdJson;
import dev.signet.schema.rest.DifferenceJson;
import dev.signet.schema.rest.RegisterReply;
import dev.signet.schema.rest.RegisterRequest;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.rest.SchemaReply;
import dev.signet.schema.rest.SchemaStringReply;
import dev.signet.schema.rest.SubjectVersionJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registry over HTTP: Signet's, or any other that speaks the same contract, also older ones that leave out GUIDs and
 * types. Every call ends within the timeouts and repetitions of its settings. Caches nothing. Safe for concurrent use.
 */
public final class HttpSchemaRegistry implements SchemaRegistry, Measured {
    private static final String ALL_CONTEXTS = ":*:";

    private final Transport transport;
    private final RequestCounts counts = new RequestCounts();

    public HttpSchemaRegistry(ClientSettings settings) {
        this.transport = new Transport(settings, counts);
    }

    /** What became of its requests. */
    @Override
    public List<Figure> figures() {
        return counts.figures();
    }

    @Override
    public Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize) {
        Answered reply = post(subjectPath(subject) + "/versions?" + query(normalize), schema);
        return Replies.read(reply, new TypeReference<RegisterReply>() {})
                .then(registered -> registered.version() == null || registered.schema() == null
                        // Servers before 8.0 answer with the id alone.
                        ? lookup(subject, schema, normalize)
                        : Answer.done(registered(reply, subject, registered)));
    }

    @Override
    public Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize) {
        Answered reply = post(subjectPath(subject) + "?" + query(normalize) + "&deleted=false", schema);
        return Replies.read(reply, new TypeReference<SchemaReply>() {}).map(found -> version(reply, found));
    }

    @Override
    public Answer<StoredSchema> schema(Context context, SchemaId id) {
        String query = context.isDefault() ? "" : "?subject=" + Paths.encoded(context.prefix());
        Answered reply = get("/schemas/ids/" + id + query);
        return Replies.read(reply, new TypeReference<SchemaStringReply>() {}).map(found -> stored(reply, found));
    }

    @Override
    public Answer<StoredSchema> schema(SchemaGuid guid) {
        Answered reply = get("/schemas/guids/" + guid);
        return Replies.read(reply, new TypeReference<SchemaStringReply>() {}).map(found -> stored(reply, found));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        String version = selector instanceof VersionSelector.Exact exact
                ? exact.version().toString()
                : "latest";
        Answered reply = get(subjectPath(subject) + "/versions/" + version + "?deleted=false");
        return Replies.read(reply, new TypeReference<SchemaReply>() {}).map(found -> version(reply, found));
    }

    @Override
    public Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties) {
        String pairs = properties.entrySet().stream()
                .map(pair -> "key=" + Paths.encoded(pair.getKey()) + "&value=" + Paths.encoded(pair.getValue()) + "&")
                .collect(Collectors.joining());
        Answered reply = get(subjectPath(subject) + "/metadata?" + pairs + "deleted=false");
        return Replies.read(reply, new TypeReference<SchemaReply>() {}).map(found -> version(reply, found));
    }

    @Override
    public Answer<List<Subject>> associated(String cluster, String topic, RecordPart part) {
        Answered reply = get("/associations/resources/" + Paths.encoded(cluster) + "/" + Paths.encoded(topic)
                + "?resourceType=topic&associationType=" + part.name().toLowerCase(Locale.ROOT));
        if (reply.status() == 404) {
            // A server before 8.2, one of another maker, or one that has them switched off: whatever the body says.
            return Answer.done(List.of());
        }
        return Replies.read(reply, new TypeReference<List<AssociationJson>>() {})
                .map(found -> found.stream()
                        .map(each -> Subject.parse(Replies.required(reply, "subject", each.subject())))
                        .distinct()
                        .toList());
    }

    @Override
    public Answer<List<Version>> versions(Subject subject) {
        Answered reply = get(subjectPath(subject) + "/versions?deleted=false");
        return Replies.read(reply, new TypeReference<List<Integer>>() {})
                .map(numbers -> numbers.stream()
                        .map(number -> versionNumber(reply, number))
                        .sorted()
                        .toList());
    }

    @Override
    public Answer<List<Subject>> subjects(String prefix) {
        Answered reply = get("/subjects?subjectPrefix=" + Paths.encoded(everywhere(prefix)) + "&deleted=false");
        return Replies.read(reply, new TypeReference<List<String>>() {})
                .map(names -> names.stream().map(Subject::parse).sorted().toList());
    }

    @Override
    public Answer<List<SubjectVersion>> uses(Context context, SchemaId id, Deleted deleted) {
        String query = context.isDefault() ? "" : "&subject=" + Paths.encoded(context.prefix());
        Answered reply = get("/schemas/ids/" + id + "/versions?deleted=" + (deleted == Deleted.INCLUDED) + query);
        return Replies.read(reply, new TypeReference<List<SubjectVersionJson>>() {})
                .map(uses -> uses.stream().map(use -> use(reply, use)).toList());
    }

    @Override
    public Answer<List<ContextId>> ids(SchemaGuid guid) {
        Answered reply = get("/schemas/guids/" + guid + "/ids");
        return Replies.read(reply, new TypeReference<List<ContextIdJson>>() {})
                .map(found -> found.stream().map(each -> bound(reply, each)).toList());
    }

    @Override
    public Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize) {
        String path = "/compatibility" + subjectPath(subject) + "/versions?" + query(normalize) + "&verbose=true";
        return Replies.read(post(path, schema), new TypeReference<CompatibilityReply>() {})
                .map(verdict -> new CompatibilityReport(
                        verdict.isCompatible(),
                        verdict.messages() == null ? List.of() : verdict.messages(),
                        DifferenceJson.differences(verdict.details()),
                        DifferenceJson.differences(verdict.warnings())));
    }

    @Override
    public void close() {
        transport.close();
    }

    private Answered get(String path) {
        return transport.send("GET", path, null);
    }

    private Answered post(String path, SchemaText schema) {
        return transport.send("POST", path, RestJson.bytes(RegisterRequest.of(schema)));
    }

    /** A prefix that names no context is one for all. */
    static String everywhere(String prefix) {
        return prefix.startsWith(":") ? prefix : ALL_CONTEXTS + prefix;
    }

    private static String subjectPath(Subject subject) {
        return "/subjects/" + Paths.encoded(subject.qualified());
    }

    private static String query(Normalize normalize) {
        return "normalize=" + (normalize == Normalize.YES);
    }

    private static RegisteredSchema registered(Answered reply, Subject subject, RegisterReply registered) {
        SchemaText text = Replies.understood(reply, registered.schemaText());
        return new RegisteredSchema(
                subject,
                versionNumber(reply, registered.version()),
                id(reply, registered.id()),
                guid(reply, registered.guid(), text),
                text);
    }

    private static RegisteredSchema version(Answered reply, SchemaReply found) {
        SchemaText text = Replies.understood(reply, found.schemaText());
        return new RegisteredSchema(
                Subject.parse(Replies.required(reply, "subject", found.subject())),
                versionNumber(reply, found.version()),
                id(reply, found.id()),
                guid(reply, found.guid(), text),
                text);
    }

    private static StoredSchema stored(Answered reply, SchemaStringReply found) {
        Replies.required(reply, "schema", found.schema());
        SchemaText text = Replies.understood(reply, found.schemaText());
        return new StoredSchema(guid(reply, found.guid(), text), text);
    }

    private static SubjectVersion use(Answered reply, SubjectVersionJson use) {
        return new SubjectVersion(
                Subject.parse(Replies.required(reply, "subject", use.subject())), versionNumber(reply, use.version()));
    }

    private static ContextId bound(Answered reply, ContextIdJson bound) {
        return new ContextId(Context.named(Replies.required(reply, "context", bound.context())), id(reply, bound.id()));
    }

    static Version versionNumber(Answered reply, @Nullable Integer number) {
        int given = Replies.required(reply, "version", number);
        if (given < 1) {
            throw Replies.unintelligible(reply, "the version is " + given);
        }
        return new Version(given);
    }

    static SchemaId id(Answered reply, @Nullable Integer number) {
        int given = Replies.required(reply, "id", number);
        if (given < 0) {
            throw Replies.unintelligible(reply, "the id is " + given);
        }
        return new SchemaId(given);
    }

    /** Servers before 8.0 send no GUID; it follows from the content. */
    private static SchemaGuid guid(Answered reply, @Nullable String written, SchemaText text) {
        if (written == null) {
            return CanonicalSchema.of(text).guid();
        }
        Optional<SchemaGuid> guid = SchemaGuid.parse(written);
        return guid.orElseThrow(() -> Replies.unintelligible(reply, "the GUID is '" + written + "'"));
    }
}
