package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.AssociationEdit.Existing;
import dev.signet.server.registry.Associations.Execution;
import dev.signet.server.registry.Usage.Unused;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store must do when versions are listed with what surrounds them. */
public abstract class SchemaListContract extends StoreContract {
    private static final SchemaList EVERYTHING = SchemaList.of(":*:", Deleted.EXCLUDED, Which.ALL);

    private final Subject owned = Subject.parse(":.c:owned");
    private final Subject alone = Subject.of("zz-alone");

    @Test
    void versions_come_with_the_associations_of_their_subjects_in_order() {
        associations();

        assertThat(shown(EVERYTHING))
                .containsExactly(
                        ":.c:owned 1 [owner value STRONG]",
                        "orders 1 [a key WEAK, a value WEAK, b value WEAK]",
                        "orders 2 [a key WEAK, a value WEAK, b value WEAK]",
                        "parts 1 [b key WEAK]",
                        "zz-alone 1 []");
        assertThat(shown(SchemaList.of("", Deleted.EXCLUDED, Which.LATEST)))
                .containsExactly(
                        "orders 2 [a key WEAK, a value WEAK, b value WEAK]", "parts 1 [b key WEAK]", "zz-alone 1 []");
    }

    @Test
    void a_list_can_be_of_subjects_that_are_used_in_one_way() {
        associations();

        assertThat(shown(EVERYTHING.withUsage(
                        of(Set.of(AssociationType.KEY), EnumSet.allOf(Lifecycle.class), Unused.EXCLUDED))))
                .containsExactly("orders 1 [a key WEAK]", "orders 2 [a key WEAK]", "parts 1 [b key WEAK]");
        assertThat(shown(EVERYTHING.withUsage(lifecycle(Lifecycle.STRONG))))
                .containsExactly(":.c:owned 1 [owner value STRONG]");
        assertThat(shown(EVERYTHING.withUsage(of(Set.of(), EnumSet.allOf(Lifecycle.class), Unused.EXCLUDED))))
                .isEmpty();
        assertThat(shown(EVERYTHING.withUsage(new Usage(
                        Optional.of("table"), Optional.empty(), EnumSet.allOf(Lifecycle.class), Unused.EXCLUDED))))
                .isEmpty();
    }

    @Test
    void a_list_can_be_of_subjects_that_nothing_uses() {
        associations();

        Usage none = new Usage(Optional.empty(), Optional.empty(), Set.of(), Unused.INCLUDED);
        assertThat(shown(EVERYTHING.withUsage(none))).containsExactly("zz-alone 1 []");
        assertThat(shown(EVERYTHING.withUsage(of(Set.of(AssociationType.VALUE), Set.of(), Unused.INCLUDED))))
                .containsExactly("parts 1 []", "zz-alone 1 []");
        assertThat(shown(EVERYTHING.withUsage(new Usage(
                        Optional.of(Resource.TOPIC), Optional.empty(), Set.of(Lifecycle.STRONG), Unused.INCLUDED))))
                .containsExactly(":.c:owned 1 [owner value STRONG]", "zz-alone 1 []");
        assertThat(shown(EVERYTHING.withUsage(
                        new Usage(Optional.of("table"), Optional.empty(), Set.of(), Unused.INCLUDED))))
                .hasSize(5)
                .allMatch(line -> line.endsWith("[]"));
    }

    @Test
    void a_page_counts_versions_and_not_associations() {
        associations();

        assertThat(registry.schemas(EVERYTHING, new Page(1, 2)).stream().map(SchemaListContract::line))
                .containsExactly(
                        "orders 1 [a key WEAK, a value WEAK, b value WEAK]",
                        "orders 2 [a key WEAK, a value WEAK, b value WEAK]");
        assertThat(registry.schemas(EVERYTHING.withUsage(lifecycle(Lifecycle.WEAK)), new Page(2, 2)).stream()
                        .map(SchemaListContract::line))
                .containsExactly("parts 1 [b key WEAK]");
    }

    @Test
    void a_list_can_be_of_schemas_with_a_type_of_rule() {
        registered(orders, withRule(Schemas.record("R", "a"), "CEL"));
        registered(orders, withRule(Schemas.record("R", "a", "b"), "JSON\"ATA'"));
        registered(parts, Schemas.record("CEL", "CEL"));

        assertThat(shown(EVERYTHING.withRuleType(Optional.of("CEL")))).containsExactly("orders 1 []");
        assertThat(shown(EVERYTHING.withRuleType(Optional.of("JSON\"ATA'")))).containsExactly("orders 2 []");
        assertThat(shown(EVERYTHING.withRuleType(Optional.of("cel")))).isEmpty();
        assertThat(shown(EVERYTHING.withRuleType(Optional.of("a\0b")))).isEmpty();
        assertThat(shown(SchemaList.of("", Deleted.EXCLUDED, Which.LATEST).withRuleType(Optional.of("CEL"))))
                .isEmpty();
    }

    @Test
    void names_that_stand_for_a_subject_are_told() {
        changeConfig(Scope.of(Subject.of("second")), ConfigChanges.alias("orders"));
        changeConfig(Scope.of(Subject.of("first")), ConfigChanges.alias("orders"));
        changeConfig(Scope.of(Subject.parse(":.c:here")), ConfigChanges.alias("there"));
        changeConfig(Scope.of(parts), ConfigChanges.alias("parts"));

        assertThat(registry.aliases())
                .isEqualTo(Map.of(
                        orders,
                        List.of(Subject.of("first"), Subject.of("second")),
                        Subject.parse(":.c:there"),
                        List.of(Subject.parse(":.c:here"))));
    }

    private void associations() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        registered(parts, Schemas.record("P", "a"));
        registered(owned, Schemas.record("O", "a"));
        registered(alone, Schemas.record("A", "a"));
        associate("b", AssociationType.VALUE, Lifecycle.WEAK, orders);
        associate("a", AssociationType.VALUE, Lifecycle.WEAK, orders);
        associate("a", AssociationType.KEY, Lifecycle.WEAK, orders);
        associate("b", AssociationType.KEY, Lifecycle.WEAK, parts);
        associate("owner", AssociationType.VALUE, Lifecycle.STRONG, owned);
    }

    private void associate(String topic, AssociationType type, Lifecycle lifecycle, Subject subject) {
        AssociationEdit edit = new AssociationEdit.Put(
                type, Optional.of(subject), Optional.of(lifecycle), Optional.empty(), Optional.empty(), Existing.KEPT);
        done(registry.associations()
                .orElseThrow()
                .edit(
                        CALLER,
                        new Resource("id of " + topic, "cluster", topic, Resource.TOPIC),
                        List.of(edit),
                        Execution.FOR_GOOD));
    }

    private static Usage of(Set<AssociationType> types, Set<Lifecycle> lifecycles, Unused unused) {
        return new Usage(Optional.empty(), Optional.of(types), lifecycles, unused);
    }

    private static Usage lifecycle(Lifecycle lifecycle) {
        return new Usage(Optional.empty(), Optional.empty(), Set.of(lifecycle), Unused.EXCLUDED);
    }

    private List<String> shown(SchemaList list) {
        return registry.schemas(list, Page.ALL).stream()
                .map(SchemaListContract::line)
                .toList();
    }

    private static String line(ListedSchema listed) {
        return listed.version().subject().qualified() + " "
                + listed.version().version() + " "
                + listed.associations().stream()
                        .map(found ->
                                found.resource().name() + " " + found.type().written() + " " + found.lifecycle())
                        .toList();
    }

    private static SchemaText withRule(SchemaText schema, String type) {
        Rule rule = new Rule(
                "check", null, "CONDITION", "WRITE", type, new TreeSet<>(), new TreeMap<>(), "true", null, null, false);
        return schema.withRuleSet(Optional.of(new RuleSet(List.of(), List.of(rule), List.of(), null)));
    }
}
