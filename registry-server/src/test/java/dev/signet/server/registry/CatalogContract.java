package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Caller.Proof;
import dev.signet.server.registry.SubjectSummary.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must tell consoles. */
public abstract class CatalogContract extends StoreContract {
    @Test
    void who_registered_a_version_is_kept_and_what_was_only_claimed_says_so() {
        SubjectSchema first = registeredBy(
                new Caller("anonymous", Proof.NONE, "::1", "r", Optional.of("jane"), Optional.of("shop@4f2a")),
                Schemas.record("R", "a"));
        registeredBy(
                new Caller("ci", Proof.AUTHENTICATED, "::1", "r", Optional.of("jane"), Optional.empty()),
                Schemas.record("R", "a", "b"));
        registeredBy(CALLER, Schemas.record("R", "a", "b", "c"));

        VersionOrigin claimed = origin(1);
        VersionOrigin proved = origin(2);
        VersionOrigin unknown = origin(3);

        assertThat(claimed.id()).isEqualTo(first.id());
        assertThat(claimed.createdAt()).isEqualTo(first.createdAt());
        assertThat(claimed.createdBy()).isEqualTo("jane");
        assertThat(claimed.createdByProof()).isEqualTo(Proof.CLAIMED);
        assertThat(claimed.source()).contains("shop@4f2a");
        assertThat(proved.createdBy()).isEqualTo("ci");
        assertThat(proved.createdByProof()).isEqualTo(Proof.AUTHENTICATED);
        assertThat(proved.author()).contains("jane");
        assertThat(proved.source()).isEmpty();
        assertThat(unknown.createdBy()).isEqualTo("anonymous");
        assertThat(unknown.createdByProof()).isEqualTo(Proof.NONE);
    }

    @Test
    void the_origin_of_what_is_deleted_is_told_when_asked() {
        registered(orders, Schemas.record("R", "a"));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);

        assertThat(refusal(registry.origin(orders, exact(1), Deleted.EXCLUDED))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        assertThat(done(registry.origin(orders, VersionSelector.LATEST, Deleted.INCLUDED))
                        .named()
                        .subject())
                .isEqualTo(orders);
    }

    @Test
    void each_subject_has_its_latest_version_and_what_is_in_force() {
        registered(orders, Schemas.record("R", "a"));
        SubjectSchema latest = registered(orders, Schemas.record("R", "a", "b"));
        registered(orders, Schemas.record("R", "a", "b", "c"));
        deleteVersion(orders, 3, Deletion.SOFT);
        registered(parts, Schemas.record("P", "a"));
        changeConfig(Scope.of(parts), ConfigChange.level(CompatibilityLevel.FULL));
        registry.changeMode(CALLER, Scope.of(parts), Mode.READONLY, Forced.NO);

        List<SubjectSummary> summaries = registry.summaries(":*:", Deleted.EXCLUDED, Page.ALL);

        assertThat(summaries).extracting(summary -> summary.head().subject()).containsExactly(orders, parts);
        SubjectSummary first = summaries.get(0);
        assertThat(first.head())
                .isEqualTo(new SubjectHead(
                        orders,
                        latest.version(),
                        latest.id(),
                        latest.guid(),
                        latest.schema().type(),
                        false));
        assertThat(first.level()).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(first.levelFrom()).isEqualTo(Standing.INHERITED);
        assertThat(first.mode()).isEqualTo(Mode.READWRITE);
        assertThat(first.modeFrom()).isEqualTo(Standing.INHERITED);
        SubjectSummary second = summaries.get(1);
        assertThat(second.level()).isEqualTo(CompatibilityLevel.FULL);
        assertThat(second.levelFrom()).isEqualTo(Standing.OWN);
        assertThat(second.mode()).isEqualTo(Mode.READONLY);
        assertThat(second.modeFrom()).isEqualTo(Standing.OWN);
    }

    @Test
    void what_is_in_force_is_what_config_and_mode_say() {
        Subject abroad = Subject.parse(":.abroad:orders");
        registered(orders, Schemas.record("R", "a"));
        registered(abroad, Schemas.record("R", "a"));
        changeConfig(Scope.of(orders), aliasOff());
        changeConfig(Scope.ROOT, ConfigChange.level(CompatibilityLevel.FORWARD));
        changeConfig(Scope.GLOBAL, ConfigChange.level(CompatibilityLevel.NONE));
        registry.changeMode(CALLER, Scope.of(Subject.parse(":.abroad:")), Mode.IMPORT, Forced.YES);

        for (String prefix : List.of(":*:", "", ":.abroad:", ":.abroad:or")) {
            for (SubjectSummary summary : registry.summaries(prefix, Deleted.EXCLUDED, Page.ALL)) {
                Scope scope = Scope.of(summary.head().subject());
                assertThat(summary.level()).as(scope + " of " + prefix).isEqualTo(level(scope));
                assertThat(summary.mode())
                        .as(scope + " of " + prefix)
                        .isEqualTo(done(registry.mode(scope, Inheritance.IN_FORCE)));
                assertThat(summary.levelFrom()).isEqualTo(Standing.INHERITED);
            }
        }
    }

    @Test
    void summaries_are_chosen_by_prefix_by_state_and_by_page() {
        for (String name : List.of("a1", "a2", "b1", ":.abroad:a3")) {
            registered(Subject.parse(name), Schemas.record("R", "a"));
        }
        registry.deleteSubject(CALLER, Subject.of("a2"), Deletion.SOFT);

        assertThat(named(":*:", Deleted.EXCLUDED, Page.ALL)).containsExactly(":.abroad:a3", "a1", "b1");
        assertThat(named(":*:", Deleted.INCLUDED, Page.ALL)).containsExactly(":.abroad:a3", "a1", "a2", "b1");
        assertThat(named(":*:", Deleted.ONLY, Page.ALL)).containsExactly("a2");
        assertThat(named("a", Deleted.INCLUDED, Page.ALL)).containsExactly("a1", "a2");
        assertThat(named(":.abroad:", Deleted.EXCLUDED, Page.ALL)).containsExactly(":.abroad:a3");
        assertThat(named(":*:", Deleted.INCLUDED, new Page(1, 2))).containsExactly("a1", "a2");
        assertThat(named(":*:", Deleted.INCLUDED, new Page(4, 2))).isEmpty();
        assertThat(registry.summaries(":*:", Deleted.ONLY, Page.ALL)
                        .get(0)
                        .head()
                        .deleted())
                .isTrue();
    }

    private List<String> named(String prefix, Deleted deleted, Page page) {
        return registry.summaries(prefix, deleted, page).stream()
                .map(summary -> summary.head().subject().qualified())
                .toList();
    }

    /** A config of the subject's own that says nothing about the level. */
    private static ConfigChange aliasOff() {
        return ConfigChanges.alias("");
    }

    private SubjectSchema registeredBy(Caller caller, SchemaText schema) {
        done(registry.register(caller, orders, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED));
        return done(registry.version(orders, VersionSelector.LATEST, Deleted.EXCLUDED));
    }

    private VersionOrigin origin(int version) {
        return done(registry.origin(orders, exact(version), Deleted.EXCLUDED));
    }
}
