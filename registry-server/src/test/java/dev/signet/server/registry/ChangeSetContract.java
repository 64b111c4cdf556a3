package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.ChangeSet.Configure;
import dev.signet.server.registry.ChangeSet.Item;
import dev.signet.server.registry.ChangeSet.Register;
import dev.signet.server.registry.ChangeSetReport.Configured;
import dev.signet.server.registry.ChangeSetReport.Outcome;
import dev.signet.server.registry.ChangeSetReport.Refused;
import dev.signet.server.registry.ChangeSetReport.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Change sets: judged as one, applied all or none. */
public abstract class ChangeSetContract extends StoreContract {
    private final Subject wholes = Subject.of("a-whole");

    private static Register register(Subject subject, SchemaText schema, Normalize normalize) {
        return new Register(subject, Submission.of(schema), normalize);
    }

    private static Register item(Subject subject, SchemaText schema) {
        return register(subject, schema, Normalize.AS_CONFIGURED);
    }

    private static Configure level(Scope scope, CompatibilityLevel level) {
        return new Configure(scope, ConfigChange.level(level));
    }

    private ChangeSetReport judged(Item... items) {
        return done(registry.judge(new ChangeSet(Arrays.asList(items))));
    }

    private ChangeSetReport applied(Item... items) {
        ChangeSetReport report = done(registry.apply(CALLER, new ChangeSet(Arrays.asList(items)), Optional.empty()));
        assertThat(report.isAccepted()).as(report.toString()).isTrue();
        assertThat(report.applied()).isTrue();
        return report;
    }

    private static Stored stored(ChangeSetReport report, int index) {
        return (Stored) report.outcomes().get(index);
    }

    private static Refusal refused(ChangeSetReport report, int index) {
        return ((Refused) report.outcomes().get(index)).refusal();
    }

    private static Refusal refusalOf(Answer<?> answer) {
        return ((Answer.Refused<?>) answer).refusal();
    }

    @Test
    void schemas_that_refer_to_each_other_are_registered_in_the_order_that_they_need() {
        Item whole = item(wholes, Schemas.referring("Whole", "Part", "parts", -1));
        Item firstPart = item(parts, Schemas.record("Part", "a"));
        Item secondPart = item(parts, Schemas.record("Part", "a", "b"));

        ChangeSetReport report = applied(whole, firstPart, secondPart);

        assertThat(versions(parts, Deleted.EXCLUDED)).containsExactly(1, 2);
        SubjectSchema registered = done(registry.version(wholes, exact(1), Deleted.EXCLUDED));
        assertThat(registered.schema().references().get(0).version()).isEqualTo(2);
        assertThat(registered.id()).isEqualTo(stored(report, 0).schema().id());
        assertThat(registered.guid()).isEqualTo(stored(report, 0).schema().guid());
        assertThat(done(registry.resolvedText(Context.DEFAULT, registered.id())))
                .contains("\"b\"");
        assertThat(done(registry.referencedBy(parts, exact(2), Deleted.EXCLUDED, Page.ALL)))
                .containsExactly(registered.id());
    }

    @Test
    void a_dry_run_says_the_same_and_writes_nothing() {
        registered(orders, Schemas.record("R", "a"));
        Item[] items = {
            item(wholes, Schemas.referring("Whole", "Part", "parts", 1)),
            item(parts, Schemas.record("Part", "a")),
            item(orders, Schemas.record("R", "a")),
            item(orders, Schemas.record("R", "a", "b"))
        };

        ChangeSetReport dry = judged(items);

        assertThat(dry.isAccepted()).isTrue();
        assertThat(dry.applied()).isFalse();
        assertThat(registry.subjects("", Deleted.INCLUDED, Page.ALL)).containsExactly(orders);
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1);
        assertThat(store.reserveIds(Context.DEFAULT, 1).ids().get(0).value())
                .as("no id was drawn")
                .isEqualTo(stored(dry, 2).schema().id().value() + 1);
        ChangeSetReport real = applied(items);
        for (int i = 0; i < items.length; i++) {
            assertThat(stored(dry, i).novelty()).isEqualTo(stored(real, i).novelty());
            assertThat(stored(dry, i).schema().version())
                    .isEqualTo(stored(real, i).schema().version());
            assertThat(stored(dry, i).schema().guid())
                    .isEqualTo(stored(real, i).schema().guid());
        }
        assertThat(stored(real, 2).novelty()).isEqualTo(Novelty.EXISTING);
        assertThat(stored(real, 3).novelty()).isEqualTo(Novelty.NEW);
    }

    @Test
    void one_refusal_keeps_everything_out_and_the_others_are_judged_all_the_same() {
        registered(orders, Schemas.required("R", "a", "int"));
        SchemaText bad = Schemas.required("R", "a", "string");
        Item[] items = {item(parts, Schemas.record("Part", "a")), item(orders, bad), item(parts, SchemaText.avro("{"))};

        ChangeSetReport report = done(registry.apply(CALLER, new ChangeSet(Arrays.asList(items)), Optional.empty()));

        assertThat(report.applied()).isFalse();
        assertThat(report.firstRefused()).hasValue(1);
        assertThat(report.refused()).isEqualTo(2);
        assertThat(stored(report, 0).schema().version().number()).isEqualTo(1);
        assertThat(refused(report, 1)).isEqualTo(refusalOf(register(orders, bad)));
        assertThat(refused(report, 1).differences()).isNotEmpty();
        assertThat(refused(report, 2)).isEqualTo(refusalOf(register(parts, SchemaText.avro("{"))));
        assertThat(versions(orders, Deleted.INCLUDED)).containsExactly(1);
        assertThat(registry.subjects("", Deleted.INCLUDED, Page.ALL)).containsExactly(orders);
    }

    @Test
    void what_refers_to_a_refused_schema_says_so_and_what_follows_it_is_judged_without_it() {
        registered(parts, Schemas.required("Part", "a", "int"));

        ChangeSetReport report = judged(
                item(wholes, Schemas.referring("Whole", "Part", "parts", -1)),
                item(parts, Schemas.required("Part", "a", "string")),
                item(parts, Schemas.record("Part", "a")));

        assertThat(refused(report, 0).code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refused(report, 0).message()).contains("'parts'", "change 1 ");
        assertThat(refused(report, 1).code()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(stored(report, 2).schema().version().number()).isEqualTo(2);
    }

    @Test
    void settings_of_the_set_are_in_force_for_its_schemas_wherever_they_stand() {
        registered(orders, Schemas.required("R", "a", "int"));
        Item incompatible = item(orders, Schemas.required("R", "a", "string"));

        for (Scope scope : List.of(Scope.of(orders), Scope.ROOT, Scope.GLOBAL)) {
            ChangeSetReport report = judged(incompatible, level(scope, CompatibilityLevel.NONE));
            assertThat(report.isAccepted()).as(scope.toString()).isTrue();
        }
        assertThat(judged(incompatible).isAccepted()).isFalse();

        ChangeSetReport report = applied(incompatible, level(Scope.of(orders), CompatibilityLevel.NONE));

        assertThat(((Configured) report.outcomes().get(1)).settings().compatibilityLevel())
                .contains(CompatibilityLevel.NONE);
        assertThat(level(Scope.of(orders))).isEqualTo(CompatibilityLevel.NONE);
        assertThat(level(Scope.ROOT)).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1, 2);
    }

    @Test
    void a_stricter_level_of_the_set_judges_its_schemas() {
        ChangeSetReport report = judged(
                item(orders, Schemas.required("R", "a", "int")),
                item(orders, Schemas.record("R", "b")),
                level(Scope.ROOT, CompatibilityLevel.FULL));

        assertThat(refused(report, 1).code()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        Difference difference = refused(report, 1).differences().get(0);
        assertThat(difference.version().number()).isEqualTo(1);
        assertThat(report.undrawn()).contains(new ContextId(Context.DEFAULT, difference.id()));
        assertThat(level(Scope.ROOT)).isEqualTo(CompatibilityLevel.BACKWARD);
    }

    @Test
    void references_in_a_cycle_are_refused_with_its_members() {
        ChangeSetReport report = judged(
                item(orders, Schemas.referring("A", "B", "parts", -1)),
                item(parts, Schemas.referring("B", "A", "orders", 1)),
                item(wholes, Schemas.referring("W", "A", "orders", -1)),
                item(Subject.of("free"), Schemas.record("F", "a")));

        for (int i = 0; i < 3; i++) {
            assertThat(refused(report, i).code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
            assertThat(refused(report, i).message()).contains("cycle: ", "orders -> ", "parts -> ");
        }
        assertThat(stored(report, 3).novelty()).isEqualTo(Novelty.NEW);
    }

    @Test
    void a_reference_to_a_version_that_stands_already_makes_no_cycle() {
        registered(orders, Schemas.record("A", "a"));

        ChangeSetReport report = applied(
                item(orders, Schemas.referring("B", "P", "parts", -1)),
                item(parts, Schemas.referring("P", "A", "orders", 1)),
                level(Scope.of(orders), CompatibilityLevel.NONE));

        assertThat(stored(report, 0).schema().version().number()).isEqualTo(2);
        assertThat(stored(report, 0).schema().schema().references().get(0).version())
                .isEqualTo(1);
    }

    @Test
    void a_schema_that_comes_twice_is_one_version_and_one_id() {
        SchemaText schema = Schemas.record("R", "a");

        ChangeSetReport report = applied(item(orders, schema), item(orders, schema), item(parts, schema));

        assertThat(stored(report, 1).novelty()).isEqualTo(Novelty.EXISTING);
        assertThat(stored(report, 2).novelty()).isEqualTo(Novelty.NEW);
        assertThat(report.outcomes().stream()
                        .map(outcome -> ((Stored) outcome).schema().id())
                        .distinct())
                .hasSize(1);
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1);
    }

    @Test
    void a_schema_that_was_purged_gets_its_id_back_and_can_be_referred_to_at_once() {
        SubjectSchema before = registered(parts, Schemas.record("Part", "a"));
        purge(parts);

        ChangeSetReport report = applied(
                item(wholes, Schemas.referring("Whole", "Part", "parts", -1)),
                item(parts, Schemas.record("Part", "a")));

        assertThat(stored(report, 1).schema().id()).isEqualTo(before.id());
        assertThat(done(registry.schema(Context.DEFAULT, before.id(), Optional.empty()))
                        .schema())
                .isEqualTo(before.schema());
    }

    @Test
    void a_soft_deleted_schema_comes_back_under_a_new_number() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        done(deleteVersion(orders, 1, Deletion.SOFT));

        ChangeSetReport report = applied(item(orders, Schemas.record("R", "a")));

        assertThat(stored(report, 0).schema().version().number()).isEqualTo(3);
        assertThat(versions(orders, Deleted.INCLUDED)).containsExactly(2, 3);
    }

    @Test
    void a_subject_that_stands_for_another_one_is_that_one_also_if_the_set_makes_it_so() {
        registered(orders, Schemas.required("R", "a", "int"));
        Subject other = Subject.of("other-name");
        Item alias = new Configure(Scope.of(other), ConfigChanges.alias("orders"));

        ChangeSetReport refusedReport = judged(item(other, Schemas.required("R", "a", "string")), alias);
        ChangeSetReport report = applied(item(other, Schemas.record("R", "a")), alias);
        ChangeSetReport again = applied(item(other, Schemas.record("R", "a", "b")));

        assertThat(refused(refusedReport, 0).code()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(stored(report, 0).schema().subject()).isEqualTo(orders);
        assertThat(stored(again, 0).schema().version().number()).isEqualTo(3);
        assertThat(registry.subjects("", Deleted.INCLUDED, Page.ALL)).containsExactly(orders);
    }

    @Test
    void contexts_have_ids_of_their_own_and_are_shown_once_something_is_in_them() {
        Subject abroad = Subject.parse(":.abroad:orders");
        Subject there = Subject.parse(":.abroad:wholes");

        ChangeSetReport report = applied(
                item(there, Schemas.referring("Whole", "R", "orders", -1)),
                item(abroad, Schemas.record("R", "a")),
                item(orders, Schemas.record("R", "a")),
                item(wholes, Schemas.referring("Whole", "R", ":.abroad:orders", 1)));

        assertThat(registry.contexts("", Page.ALL)).extracting(Context::name).containsExactly(".", ".abroad");
        assertThat(stored(report, 0).schema().id())
                .isNotEqualTo(stored(report, 1).schema().id());
        assertThat(done(registry.resolvedText(
                        Context.DEFAULT, stored(report, 3).schema().id())))
                .contains("\"R\"");
    }

    @Test
    void metadata_are_inherited_inside_the_set_and_texts_normalised_where_so_set() {
        SchemaText unsorted = SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"q\":1,\"p\":2,\"fields\":[]}");

        ChangeSetReport report = applied(
                item(orders, withOwner(Schemas.record("R", "a"), "me")),
                item(orders, Schemas.record("R", "a", "b")),
                register(parts, unsorted, Normalize.YES),
                item(wholes, unsorted),
                new Configure(Scope.of(wholes), ConfigChanges.normalizing()));

        assertThat(stored(report, 1).schema().schema().metadata().orElseThrow().properties())
                .isEqualTo(Map.of("owner", "me"));
        assertThat(stored(report, 2).schema().guid())
                .isEqualTo(stored(report, 3).schema().guid());
        assertThat(stored(report, 2).schema().schema().text()).contains("\"p\":2,\"q\":1");
    }

    @Test
    void what_a_mode_forbids_is_refused_as_ever() {
        registry.changeMode(CALLER, Scope.of(orders), Mode.READONLY, Forced.NO);
        registry.changeMode(CALLER, Scope.of(parts), Mode.IMPORT, Forced.YES);
        SchemaText schema = Schemas.record("R", "a");

        ChangeSetReport report =
                judged(item(orders, schema), item(parts, schema), level(Scope.of(orders), CompatibilityLevel.NONE));

        assertThat(refused(report, 0)).isEqualTo(refusalOf(register(orders, schema)));
        assertThat(refused(report, 1)).isEqualTo(refusalOf(register(parts, schema)));
        assertThat(refused(report, 2).code()).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
    }

    @Test
    void what_is_wrong_at_sight_touches_no_other_change() {
        ChangeSetReport report = judged(
                item(Subject.of("a\u0000b"), Schemas.record("R", "a")),
                level(Scope.of(Subject.of("a\uD800")), CompatibilityLevel.NONE),
                item(orders, SchemaText.avro("\"string\"").withRuleSet(Optional.of(badRules()))),
                new ChangeSet.Unreadable(parts, ErrorCode.INVALID_SCHEMA.refusal("no")),
                item(parts, Schemas.record("R", "a")));

        assertThat(refused(report, 0).code()).isEqualTo(ErrorCode.INVALID_SUBJECT);
        assertThat(refused(report, 1).code()).isEqualTo(ErrorCode.INVALID_SUBJECT);
        assertThat(refused(report, 2).code()).isEqualTo(ErrorCode.INVALID_RULE_SET);
        assertThat(refused(report, 3).message()).isEqualTo("no");
        assertThat(stored(report, 4).novelty()).isEqualTo(Novelty.NEW);
    }

    private static RuleSet badRules() {
        return RandomChangeSets.badRules();
    }

    @Test
    void a_cursor_holds_until_something_that_its_verdicts_depend_on_is_written() {
        registered(orders, Schemas.record("R", "a"));
        registered(parts, Schemas.record("Part", "a"));
        Item[] items = {
            item(orders, Schemas.record("R", "a", "b")), item(wholes, Schemas.referring("Whole", "Part", "parts", -1))
        };
        String cursor = judged(items).cursor();

        registered(Subject.of("unrelated"), Schemas.record("R", "a", "b"));
        changeConfig(Scope.of(Subject.of("unrelated")), ConfigChange.level(CompatibilityLevel.FULL));
        assertThat(judged(items).cursor()).isEqualTo(cursor);

        List<Runnable> writes = List.of(
                () -> registered(orders, Schemas.record("R", "a", "z")),
                () -> registered(parts, Schemas.record("Part", "a", "z")),
                () -> registered(wholes, Schemas.record("Whole", "z")),
                () -> changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FORWARD)),
                () -> changeConfig(Scope.ROOT, ConfigChange.level(CompatibilityLevel.FULL)),
                () -> changeConfig(Scope.GLOBAL, ConfigChange.level(CompatibilityLevel.NONE)),
                () -> registry.changeMode(CALLER, Scope.of(wholes), Mode.READONLY, Forced.NO));
        for (Runnable write : writes) {
            String held = judged(items).cursor();
            write.run();
            assertThat(refusal(registry.apply(CALLER, new ChangeSet(List.of(items)), Optional.of(held))))
                    .isEqualTo(ErrorCode.CURSOR_OUTDATED);
        }
        assertThat(versions(wholes, Deleted.INCLUDED)).containsExactly(1);
    }

    @Test
    void an_apply_with_a_cursor_that_holds_is_done_and_ends_it() {
        ChangeSet set = new ChangeSet(List.of(
                item(orders, Schemas.record("R", "a")),
                item(parts, Schemas.record("R", "b")),
                level(Scope.of(parts), CompatibilityLevel.FULL)));
        Optional<String> cursor = Optional.of(done(registry.judge(set)).cursor());

        Answer<ChangeSetReport> first = registry.apply(CALLER, set, cursor);
        Answer<ChangeSetReport> second = registry.apply(CALLER, set, cursor);

        assertThat(done(first).applied()).isTrue();
        assertThat(refusal(second)).isEqualTo(ErrorCode.CURSOR_OUTDATED);
        assertThat(done(registry.apply(CALLER, set, Optional.empty())).outcomes())
                .filteredOn(outcome -> outcome instanceof Stored)
                .allMatch(outcome -> ((Stored) outcome).novelty() == Novelty.EXISTING);
    }

    @Test
    void a_set_over_a_limit_is_refused_as_a_whole() {
        Registry two = within(new ChangeSetLimits(1 << 20, 2, 1_000, Duration.ofSeconds(60)));
        Registry late = within(new ChangeSetLimits(1 << 20, 9, 1_000, Duration.ZERO));
        Registry weak = within(new ChangeSetLimits(1 << 20, 9, 3, Duration.ofSeconds(60)));
        List<Item> items = new ArrayList<>(List.of(
                item(orders, Schemas.record("R", "a")),
                item(parts, Schemas.record("R", "a")),
                item(wholes, Schemas.record("R", "a"))));

        Refusal tooMany = refusalOf(two.apply(CALLER, new ChangeSet(items), Optional.empty()));
        Refusal tooSlow = refusalOf(late.judge(new ChangeSet(items)));
        items.set(1, item(orders, Schemas.record("R", "a", "b", "c")));
        Refusal tooMuch = refusalOf(weak.apply(CALLER, new ChangeSet(items), Optional.empty()));

        assertThat(tooMany.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(tooMany.message()).contains("more than 2 changes", "signet.changes.max.changes");
        assertThat(tooSlow.message()).contains("0 ms", "signet.changes.timeout");
        assertThat(tooMuch.message()).contains("more than 3 pairs", "signet.changes.max.work");
        assertThat(registry.subjects("", Deleted.INCLUDED, Page.ALL)).isEmpty();
    }

    private Registry within(ChangeSetLimits limits) {
        return new Registry(
                store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS.withChangeSets(limits));
    }

    @Test
    void a_chain_of_references_as_deep_as_the_bounds_allow_is_one_set() {
        List<Item> items = new ArrayList<>();
        for (int i = 60; i > 0; i--) {
            items.add(item(
                    Subject.of("link-" + i), Schemas.referring("Link" + i, "Link" + (i - 1), "link-" + (i - 1), -1)));
        }
        items.add(item(Subject.of("link-0"), Schemas.record("Link0", "a")));

        ChangeSetReport report = applied(items.toArray(new Item[0]));

        assertThat(report.outcomes()).hasSize(61).allMatch(outcome -> outcome instanceof Stored);
        assertThat(done(registry.resolvedText(
                        Context.DEFAULT, stored(report, 0).schema().id())))
                .contains("Link0");
    }

    @Test
    void an_empty_set_is_accepted_and_leaves_nothing() {
        List<Outcome> outcomes = applied().outcomes();

        assertThat(outcomes).isEmpty();
    }

    @Test
    void a_set_leaves_what_its_changes_leave_one_by_one() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("-Dsignet.test.seed=" + seed);
        RandomChangeSets random = new RandomChangeSets(seed);
        for (int round = 0; round < Integer.getInteger("signet.test.change-sets", 30); round++) {
            start();
            random.compare(registry, registryOn(new InMemorySchemaStore()), "seed " + seed + ", round " + round);
        }
        System.out.println(random.told());
        assertThat(random.told().keySet()).containsAll(Set.of("applied", "refused"));
    }
}
