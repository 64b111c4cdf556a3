package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A registry on an empty store, and the requests that the contracts make. */
public abstract class StoreContract {
    static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");

    static final SchemaFormats FORMATS = new SchemaFormats(new AvroFormat());

    final Subject orders = Subject.of("orders");
    final Subject parts = Subject.of("parts");

    SchemaStore store = new InMemorySchemaStore();
    Registry registry = registryOn(store);

    /** An empty store. */
    protected abstract SchemaStore emptyStore();

    @BeforeEach
    void start() {
        store = emptyStore();
        registry = registryOn(store);
    }

    static Registry registryOn(SchemaStore store) {
        return new Registry(store, FORMATS, RegistrySettings.DEFAULTS);
    }

    Answer<SubjectSchema> register(Subject subject, SchemaText schema) {
        return registry.register(CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
    }

    SubjectSchema registered(Subject subject, SchemaText schema) {
        SubjectSchema registered = done(register(subject, schema));
        return done(registry.version(
                registered.subject(), new VersionSelector.Exact(registered.version()), Deleted.EXCLUDED));
    }

    Answer<SubjectSchema> registerAs(Subject subject, SchemaText schema, int version) {
        return registry.register(
                CALLER,
                subject,
                new Submission(schema, Optional.of(version), Optional.empty()),
                Normalize.AS_CONFIGURED,
                Enforcement.ENFORCED);
    }

    Answer<SubjectSchema> imported(Subject subject, SchemaText schema, int id, int version) {
        return registry.register(
                CALLER,
                subject,
                new Submission(schema, Optional.of(version), Optional.of(new SchemaId(id))),
                Normalize.AS_CONFIGURED,
                Enforcement.ENFORCED);
    }

    Answer<SubjectSchema> lookup(Subject subject, SchemaText schema, Deleted deleted) {
        return registry.lookup(subject, Submission.of(schema), Normalize.AS_CONFIGURED, deleted);
    }

    Answer<Version> deleteVersion(Subject subject, int version, Deletion deletion) {
        return registry.deleteVersion(CALLER, subject, exact(version), deletion);
    }

    void purge(Subject subject) {
        done(registry.deleteSubject(CALLER, subject, Deletion.SOFT));
        done(registry.deleteSubject(CALLER, subject, Deletion.PERMANENT));
    }

    ConfigSettings changeConfig(Scope scope, ConfigChange change) {
        return done(registry.changeConfig(CALLER, scope, change));
    }

    CompatibilityLevel level(Scope scope) {
        return done(registry.config(scope, Inheritance.IN_FORCE))
                .compatibilityLevel()
                .orElseThrow();
    }

    List<Integer> versions(Subject subject, Deleted deleted) {
        return done(registry.versions(subject, deleted, Page.ALL)).stream()
                .map(state -> state.version().number())
                .toList();
    }

    static SchemaText withOwner(SchemaText schema, String owner) {
        return schema.withMetadata(Optional.of(Metadata.of(Map.of(), Map.of("owner", owner), Set.of())));
    }

    static VersionSelector exact(int version) {
        return new VersionSelector.Exact(new Version(version));
    }

    static <T> T done(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + ((Answer.Refused<T>) answer).refusal());
    }

    static ErrorCode refusal(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused<?>) answer).refusal().code();
    }
}
