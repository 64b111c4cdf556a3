package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.Mode;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store must do with config, modes, imports and contexts. */
public abstract class ScopeContract extends StoreContract {
    @Test
    void config_is_inherited_and_merged_field_by_field() {
        assertThat(done(registry.config(Scope.ROOT, Inheritance.OWN)).compatibilityLevel())
                .contains(CompatibilityLevel.BACKWARD);
        changeConfig(Scope.ROOT, ConfigChange.level(CompatibilityLevel.FULL));
        changeConfig(Scope.GLOBAL, ConfigChange.level(CompatibilityLevel.NONE));

        assertThat(level(Scope.of(orders))).isEqualTo(CompatibilityLevel.FULL);
        assertThat(level(Scope.of(Subject.parse(":.abroad:x")))).isEqualTo(CompatibilityLevel.NONE);
        assertThat(refusal(registry.config(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.CONFIG_NOT_FOUND);
        ConfigSettings aliased = changeConfig(Scope.of(orders), ConfigChanges.alias("parts"));
        ConfigSettings both = changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FORWARD));
        assertThat(aliased.compatibilityLevel()).isEmpty();
        assertThat(both.alias()).contains("parts");
        assertThat(both.compatibilityLevel()).contains(CompatibilityLevel.FORWARD);
        assertThat(done(registry.deleteConfig(CALLER, Scope.of(orders))).compatibilityLevel())
                .contains(CompatibilityLevel.FORWARD);
        assertThat(refusal(registry.deleteConfig(CALLER, Scope.of(orders)))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
    }

    @Test
    void a_config_that_cannot_be_is_refused_and_changes_nothing() {
        Metadata nul = Metadata.of(Map.of(), Map.of("owner", "a\0b"), Set.of());
        RuleSet nameless = new RuleSet(List.of(), List.of(rule("1")), List.of(), null);
        RuleSet fine = new RuleSet(List.of(), List.of(rule("r")), List.of(), null);

        assertThat(refusal(registry.changeConfig(CALLER, Scope.of(orders), ConfigChanges.rules(nameless))))
                .isEqualTo(ErrorCode.INVALID_RULE_SET);
        assertThat(refusal(registry.changeConfig(CALLER, Scope.of(orders), ConfigChanges.metadata(nul, nul))))
                .isEqualTo(ErrorCode.INVALID_SCHEMA);
        for (String alias : List.of("a\0b", "\uD800", "a".repeat(2_000))) {
            assertThat(refusal(registry.changeConfig(CALLER, Scope.of(orders), ConfigChanges.alias(alias))))
                    .isEqualTo(ErrorCode.INVALID_SUBJECT);
        }
        assertThat(refusal(registry.config(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.CONFIG_NOT_FOUND);

        changeConfig(Scope.of(orders), ConfigChanges.rules(fine));
        assertThat(registered(orders, Schemas.record("R", "a")).schema().ruleSet())
                .contains(fine);
    }

    private static Rule rule(String name) {
        return new Rule(
                name, null, "CONDITION", "WRITE", "CEL", new TreeSet<>(), new TreeMap<>(), "true", null, null, false);
    }

    @Test
    void a_read_only_scope_takes_no_writes_but_knows_what_it_has() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registry.changeMode(CALLER, Scope.ROOT, Mode.READONLY, Forced.NO);

        assertThat(refusal(register(orders, Schemas.record("R", "b")))).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(registered(orders, Schemas.record("R", "a"))).isEqualTo(first);
        assertThat(refusal(deleteVersion(orders, 1, Deletion.SOFT))).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(
                        registry.changeConfig(CALLER, Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE))))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(done(registry.mode(Scope.of(orders), Inheritance.IN_FORCE))).isEqualTo(Mode.READONLY);
        registry.deleteMode(CALLER, Scope.ROOT, Reach.SCOPE_ONLY);
        assertThat(registered(orders, Schemas.record("R", "b")).version()).isEqualTo(new Version(2));
    }

    @Test
    void import_keeps_ids_and_numbers_and_later_ids_come_after_them() {
        registered(parts, Schemas.record("Known", "k"));
        registry.changeMode(CALLER, Scope.of(orders), Mode.IMPORT, Forced.NO);

        assertThat(done(imported(orders, Schemas.record("R", "a"), 700, 4)).version())
                .isEqualTo(new Version(4));
        assertThat(done(imported(orders, Schemas.required("R", "z", "string"), 600, 2))
                        .version())
                .isEqualTo(new Version(2));
        assertThat(done(imported(orders, Schemas.record("R", "a"), 700, 4)).version())
                .isEqualTo(new Version(4));
        assertThat(refusal(imported(orders, Schemas.record("R", "b"), 700, 5)))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(register(orders, Schemas.record("R", "b")))).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(imported(parts, Schemas.record("R", "b"), 800, 2)))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        registry.changeMode(CALLER, Scope.of(orders), Mode.READWRITE, Forced.NO);
        SubjectSchema next = registered(orders, Schemas.record("R", "a", "b"));
        assertThat(next.version()).isEqualTo(new Version(5));
        assertThat(next.id()).isEqualTo(new SchemaId(701));
    }

    @Test
    void a_content_may_have_further_ids_by_import_and_registration_answers_with_the_lowest() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO);
        imported(orders, Schemas.record("R", "a"), 900, 1);
        imported(orders, Schemas.record("R", "a"), 800, 2);
        registry.changeMode(CALLER, Scope.ROOT, Mode.READWRITE, Forced.NO);

        assertThat(registered(parts, Schemas.record("R", "a")).id()).isEqualTo(new SchemaId(800));
        for (int id : List.of(800, 900)) {
            assertThat(registry.schema(Context.DEFAULT, new SchemaId(id), Optional.empty()))
                    .isInstanceOf(Answer.Done.class);
        }
    }

    @Test
    void import_does_not_move_what_others_refer_to() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO);
        imported(parts, Schemas.record("Part", "p"), 10, 1);
        imported(orders, Schemas.referring("Order", "Part", "parts", 1), 11, 1);

        assertThat(refusal(imported(parts, Schemas.record("Part", "q"), 12, 1))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
    }

    @Test
    void import_does_not_put_a_version_in_the_place_of_the_one_that_it_refers_to() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO);
        imported(parts, Schemas.record("Part", "p"), 10, 1);

        assertThat(refusal(imported(parts, Schemas.referring("Order", "Part", "parts", 1), 11, 1)))
                .isEqualTo(ErrorCode.REFERENCE_EXISTS);
    }

    @Test
    void an_id_that_import_took_out_of_a_reserved_range_is_skipped() {
        for (int i = 0; i < 6; i++) {
            registered(orders, Schemas.record("R", "f" + i));
        }
        Registry other = registryOn(store);
        other.changeMode(CALLER, Scope.of(parts), Mode.IMPORT, Forced.NO);
        for (int id = 7; id < 60; id++) {
            done(other.register(
                    CALLER,
                    parts,
                    new Submission(Schemas.record("P", "f" + id), Optional.of(id), Optional.of(new SchemaId(id))),
                    Normalize.AS_CONFIGURED,
                    Enforcement.ENFORCED));
        }

        SubjectSchema next = registered(orders, Schemas.record("R", "g"));

        assertThat(next.id()).isEqualTo(new SchemaId(60));
    }

    @Test
    void import_mode_is_for_scopes_without_live_schemas_unless_forced() {
        registered(orders, Schemas.record("R", "a"));

        assertThat(refusal(registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO)))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(registry.changeMode(CALLER, Scope.GLOBAL, Mode.IMPORT, Forced.NO)))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(registry.changeMode(CALLER, Scope.of(orders), Mode.FORWARD, Forced.NO)))
                .isEqualTo(ErrorCode.INVALID_MODE);
        assertThat(done(registry.changeMode(CALLER, Scope.of(orders), Mode.IMPORT, Forced.YES)))
                .isEqualTo(Mode.IMPORT);
        assertThat(done(registry.deleteMode(CALLER, Scope.ROOT, Reach.WITH_ITS_SUBJECTS)))
                .isEmpty();
        assertThat(refusal(registry.mode(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.MODE_NOT_FOUND);
    }

    @Test
    void deleting_a_context_hides_it_and_keeps_its_bindings() {
        Context abroad = new Context(".abroad");
        Subject subject = new Subject(abroad, "orders");
        SubjectSchema first = registered(subject, Schemas.record("R", "a"));

        assertThat(refusal(registry.deleteContext(CALLER, abroad))).isEqualTo(ErrorCode.CONTEXT_NOT_EMPTY);
        purge(subject);
        assertThat(registry.deleteContext(CALLER, abroad)).isInstanceOf(Answer.Done.class);
        assertThat(registry.contexts("", Page.ALL)).containsExactly(Context.DEFAULT);
        assertThat(registered(subject, Schemas.record("R", "other")).id()).isNotEqualTo(first.id());
        assertThat(registered(subject, Schemas.record("R", "a")).id()).isEqualTo(first.id());
        assertThat(registry.contexts("", Page.ALL)).containsExactly(Context.DEFAULT, abroad);
        assertThat(registry.deleteContext(CALLER, new Context(".never"))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void the_port_shows_only_the_texts_that_are_not_known() {
        SubjectSchema one = registered(orders, Schemas.record("R", "a"));
        SubjectSchema two = registered(orders, Schemas.record("R", "b"));

        Snapshot snapshot = store.snapshot(Footprint.ofSubjects(orders).withTextsBut(Set.of(one.id())));

        assertThat(snapshot.texts())
                .singleElement()
                .satisfies(content -> assertThat(content.id().id()).isEqualTo(two.id()));
    }
}
