package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What one registry has written, another one on the same store shows with its next answer, whatever that one remembers.
 */
public abstract class FreshnessContract extends StoreContract {
    private static final SchemaText FIRST = Schemas.record("R", "a");
    private static final SchemaText SECOND = Schemas.record("R", "a", "b");
    private static final SchemaText STRANGE = Schemas.required("R", "z", "string");
    private static final SchemaText UNSORTED =
            SchemaText.avro("{\"type\":\"string\",\"q\":1,\"p\":2,\"aliases\":[\"b\"]}");

    private final Subject abroad = Subject.parse(":.abroad:orders");

    @Test
    void every_change_by_another_registry_is_seen_by_the_next_look() {
        changes().forEach((what, change) -> {
            start();
            Registry other = registryOn(store);
            prepare(other);
            List<String> before = looks(registry);
            for (int again = 0; again < 2; again++) {
                assertThat(looks(registry)).as("again, before " + what).isEqualTo(before);
            }

            change.accept(other);

            List<String> after = looks(registryOn(store));
            assertThat(looks(registry)).as(what).isEqualTo(after).isNotEqualTo(before);
            assertThat(looks(registry)).as("again, after " + what).isEqualTo(after);
        });
    }

    @Test
    void what_was_refused_for_a_mode_is_registered_once_another_registry_has_changed_the_mode() {
        Registry other = registryOn(store);
        registered(parts, FIRST);
        registry.changeMode(CALLER, Scope.of(orders), Mode.READONLY, Forced.NO);
        assertThat(register(orders, FIRST)).isInstanceOf(Answer.Refused.class);
        assertThat(register(orders, FIRST)).isInstanceOf(Answer.Refused.class);

        other.deleteMode(CALLER, Scope.of(orders), Reach.SCOPE_ONLY);

        assertThat(register(orders, FIRST)).isInstanceOf(Answer.Done.class);
    }

    private void prepare(Registry other) {
        for (Subject subject : List.of(orders, abroad)) {
            done(register(other, subject, FIRST));
        }
        done(register(other, parts, STRANGE));
        done(register(other, parts, UNSORTED.withMetadata(Optional.empty())));
    }

    private static Answer<SubjectSchema> register(Registry registry, Subject subject, SchemaText schema) {
        return registry.register(CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.SKIPPED);
    }

    private Map<String, Consumer<Registry>> changes() {
        Map<String, Consumer<Registry>> changes = new LinkedHashMap<>();
        changes.put("a new version", other -> done(register(other, orders, SECOND)));
        changes.put("a use that comes before the others", other -> done(register(other, Subject.of("a-first"), FIRST)));
        changes.put("a later version of the same subject with the same schema", other -> {
            done(register(other, orders, SECOND));
            done(other.deleteVersion(CALLER, orders, exact(1), Deletion.SOFT));
            looks(registry);
            done(register(other, orders, FIRST));
        });
        changes.put("a new version abroad", other -> done(register(other, abroad, SECOND)));
        changes.put(
                "a soft-deleted version", other -> done(other.deleteVersion(CALLER, orders, exact(1), Deletion.SOFT)));
        changes.put("a deleted subject", other -> {
            done(other.deleteSubject(CALLER, orders, Deletion.SOFT));
            done(other.deleteSubject(CALLER, orders, Deletion.PERMANENT));
        });
        changes.put("a version that was deleted and came back", other -> {
            done(other.deleteSubject(CALLER, orders, Deletion.SOFT));
            done(register(other, orders, FIRST));
        });
        changes.put("an undeleted version", other -> {
            done(register(other, orders, SECOND));
            done(other.deleteVersion(CALLER, orders, exact(1), Deletion.SOFT));
            looks(registry);
            looks(registry);
            done(other.undeleteVersion(CALLER, orders, exact(1), Enforcement.SKIPPED));
        });
        changes.put("an import in place of a version", other -> {
            done(other.changeMode(CALLER, Scope.of(orders), Mode.IMPORT, Forced.YES));
            done(other.register(
                    CALLER,
                    orders,
                    new Submission(SECOND, Optional.of(1), Optional.of(new SchemaId(900))),
                    Normalize.AS_CONFIGURED,
                    Enforcement.ENFORCED));
        });
        for (Scope scope : List.of(Scope.of(orders), Scope.ROOT, Scope.of(Subject.parse(":.abroad:")), Scope.GLOBAL)) {
            changes.put(
                    "a level on " + scope,
                    other -> done(other.changeConfig(CALLER, scope, ConfigChange.level(CompatibilityLevel.NONE))));
        }
        changes.put("a dropped level", other -> {
            done(other.changeConfig(CALLER, Scope.ROOT, ConfigChange.level(CompatibilityLevel.NONE)));
            looks(registry);
            done(other.changeConfig(CALLER, Scope.of(orders), ConfigChange.level(CompatibilityLevel.FORWARD)));
            looks(registry);
            done(other.deleteConfig(CALLER, Scope.ROOT));
        });
        changes.put(
                "an alias", other -> done(other.changeConfig(CALLER, Scope.of(orders), ConfigChanges.alias("parts"))));
        changes.put("a deleted context", other -> {
            done(other.deleteSubject(CALLER, abroad, Deletion.SOFT));
            done(other.deleteSubject(CALLER, abroad, Deletion.PERMANENT));
            looks(registry);
            done(other.deleteContext(CALLER, new Context(".abroad")));
        });
        return changes;
    }

    /** What a registry says about subjects that it has looked at before. */
    private List<String> looks(Registry asked) {
        List<String> seen = new ArrayList<>();
        for (Subject subject : List.of(orders, abroad, parts)) {
            for (Deleted deleted : Deleted.values()) {
                seen.add(told(asked.version(subject, VersionSelector.LATEST, deleted)));
                seen.add(told(asked.version(subject, exact(1), deleted)));
            }
            for (int id = 1; id <= 4; id++) {
                seen.add(told(asked.schema(subject.context(), new SchemaId(id), Optional.empty())));
                seen.add(told(asked.schema(subject.context(), new SchemaId(id), Optional.of(subject))));
            }
            for (SchemaText schema : List.of(FIRST, SECOND, STRANGE, UNSORTED)) {
                Submission submission = Submission.of(schema);
                for (Deleted deleted : Deleted.values()) {
                    seen.add(told(asked.lookup(subject, submission, Normalize.AS_CONFIGURED, deleted)));
                }
                seen.add(told(asked.lookup(subject, submission, Normalize.YES, Deleted.EXCLUDED)));
                seen.add(told(asked.check(subject, VersionSelector.LATEST, submission, Normalize.AS_CONFIGURED)));
                seen.add(told(asked.checkAll(subject, submission, Normalize.AS_CONFIGURED)));
            }
        }
        return seen;
    }

    private static String told(Answer<?> answer) {
        return answer.toString();
    }
}
