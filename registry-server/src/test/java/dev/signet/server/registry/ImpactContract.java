package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.ImpactVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who depends on whom over references, and what a change does to them, on every store. */
public abstract class ImpactContract extends StoreContract {
    private final Subject abroad = Subject.parse(":.abroad:wholes");
    private final Subject wholes = Subject.of("wholes");

    @Test
    void dependents_are_found_over_references_and_contexts_with_the_way_there() {
        registered(parts, Schemas.required("Part", "id", "int"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registered(abroad, Schemas.referring("Whole", "Order", ":.:orders", 1));

        Impact impact = impact(parts, Which.LATEST, Deleted.EXCLUDED);

        assertThat(told(impact))
                .containsExactly(
                        ":.abroad:wholes 1 by Order of orders 1, Part of parts 1", "orders 1 by Part of parts 1");
        assertThat(impact.total()).isEqualTo(2);
        assertThat(impact.complete()).isTrue();
        assertThat(told(impact(orders, Which.LATEST, Deleted.EXCLUDED)))
                .containsExactly(":.abroad:wholes 1 by Order of orders 1");
        assertThat(told(impact(abroad, Which.LATEST, Deleted.EXCLUDED))).isEmpty();
    }

    @Test
    void latest_versions_count_unless_others_are_asked_for() {
        registered(parts, Schemas.required("Part", "id", "int"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registered(wholes, Schemas.referring("Whole", "Order", "orders", 1));
        registered(orders, Schemas.record("Order", "note"));
        registered(wholes, Schemas.referring("Whole", "Order", "orders", 1).withText("""
                {"type":"record","name":"Whole","doc":"again","fields":[{"name":"part","type":"Order"}]}"""));
        deleteVersion(wholes, 1, Deletion.SOFT);

        // The latest order needs no part, but the latest whole still takes the order that did.
        assertThat(told(impact(parts, Which.LATEST, Deleted.EXCLUDED)))
                .containsExactly("wholes 2 by Order of orders 1, Part of parts 1");
        assertThat(told(impact(parts, Which.ALL, Deleted.EXCLUDED)))
                .containsExactly("orders 1 by Part of parts 1", "wholes 2 by Order of orders 1, Part of parts 1");
        assertThat(told(impact(parts, Which.ALL, Deleted.INCLUDED)))
                .containsExactly(
                        "orders 1 by Part of parts 1",
                        "wholes 1 by Order of orders 1, Part of parts 1",
                        "wholes 2 by Order of orders 1, Part of parts 1");
    }

    @Test
    void no_more_references_are_told_than_asked_for() {
        registered(parts, Schemas.required("Part", "id", "int"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registered(wholes, Schemas.referring("Whole", "Order", "orders", 1));

        assertThat(store.referrals(parts, 10)).hasSize(2);
        assertThat(store.referrals(parts, 1)).hasSize(1);
        Impact cut = done(new Impacts(store, new Reading(store, new ParsedSchemas(store, FORMATS, 0)), 1)
                .of(parts, Which.LATEST, Deleted.EXCLUDED, Page.ALL));
        assertThat(cut.total()).isEqualTo(1);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    void a_subject_that_nobody_knows_has_no_dependents_to_tell() {
        assertThat(refusal(registry.impact(Subject.of("nobody"), Which.ALL, Deleted.INCLUDED, Page.ALL)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        assertThat(refusal(registry.impact(Subject.of("a\u0000b"), Which.ALL, Deleted.INCLUDED, Page.ALL)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
    }

    @Test
    void a_dependent_is_judged_as_registration_judges_it_once_the_type_has_changed() {
        List<String> fields = List.of("long", "string", "float", "double", "bytes");
        for (CompatibilityLevel level : CompatibilityLevel.values()) {
            for (String changed : fields) {
                start();
                registered(parts, Schemas.required("Part", "id", "int"));
                changeConfig(Scope.of(parts), ConfigChange.level(CompatibilityLevel.NONE));
                registered(parts, Schemas.required("Part", "id", "long"));
                registered(orders, Schemas.referring("Order", "Part", "parts", 1));
                changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
                registered(orders, Schemas.referring("Order", "Part", "parts", 2));
                changeConfig(Scope.of(orders), ConfigChange.level(level));
                SchemaText candidate = Schemas.required("Part", "id", changed);

                ImpactVerdict verdict = judged(parts, candidate).verdicts().get(0);
                int next = registered(parts, candidate).version().number();
                Answer<CompatibilityReport> real = registry.checkAll(
                        orders,
                        Submission.of(Schemas.referring("Order", "Part", "parts", next)),
                        Normalize.AS_CONFIGURED);

                boolean compatible = done(real).verdict().isCompatible();
                assertThat(verdict.outcome())
                        .as("%s, int became %s", level, changed)
                        .isEqualTo(compatible ? Outcome.COMPATIBLE : Outcome.INCOMPATIBLE);
                assertThat(verdict.level()).isEqualTo(level);
                assertThat(verdict.differences().isEmpty()).isEqualTo(compatible);
            }
        }
    }

    @Test
    void what_the_changed_type_refers_to_comes_along_and_both_ways_to_it_are_replaced() {
        registered(parts, Schemas.required("Part", "id", "int"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registered(Subject.of("units"), Schemas.required("Unit", "name", "string"));
        registered(
                wholes,
                SchemaText.avro(
                        """
                        {"type":"record","name":"Whole","fields":[
                         {"name":"order","type":"Order"},{"name":"part","type":"Part"}]}""",
                        List.of(new SchemaReference("Order", "orders", 1), new SchemaReference("Part", "parts", 1))));
        SchemaText candidate = SchemaText.avro("""
                {"type":"record","name":"Part","fields":[
                 {"name":"id","type":"int"},{"name":"unit","type":["null","Unit"],"default":null}]}""", List.of(new SchemaReference("Unit", "units", -1)));

        assertThat(outcomes(judged(parts, candidate)))
                .isEqualTo(Map.of("orders", Outcome.COMPATIBLE, "wholes", Outcome.COMPATIBLE));
        assertThat(judged(parts, candidate).outcome()).isEqualTo(Outcome.COMPATIBLE);
    }

    @Test
    void a_type_that_is_gone_makes_its_dependents_no_schemas() {
        registered(parts, Schemas.required("Part", "id", "int"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));

        ImpactReport report = judged(parts, Schemas.required("Piece", "id", "int"));

        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPATIBLE);
        assertThat(report.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(verdict.message()).contains("no schema any more", "Part");
        });
    }

    private static Map<String, Outcome> outcomes(ImpactReport report) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        report.verdicts()
                .forEach(verdict ->
                        outcomes.put(verdict.dependent().version().subject().qualified(), verdict.outcome()));
        return outcomes;
    }

    private ImpactReport judged(Subject subject, SchemaText candidate) {
        return done(registry.impact(subject, Submission.of(candidate), Normalize.AS_CONFIGURED, Page.ALL));
    }

    private Impact impact(Subject subject, Which which, Deleted deleted) {
        return done(registry.impact(subject, which, deleted, Page.ALL));
    }

    private static List<String> told(Impact impact) {
        List<String> told = new ArrayList<>();
        impact.dependents()
                .forEach(dependent -> told.add(named(dependent.version()) + " by "
                        + String.join(
                                ", ",
                                dependent.path().stream()
                                        .map(step -> step.name() + " of " + named(step.to()))
                                        .toList())));
        return told;
    }

    private static String named(SubjectVersion version) {
        return version.subject() + " " + version.version();
    }
}
