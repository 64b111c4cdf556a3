package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do when soft-deleted versions come back. */
public abstract class UndeletionContract extends StoreContract {
    @Test
    void a_version_comes_back_under_its_number_and_id() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        deleteVersion(orders, 1, Deletion.SOFT);

        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));

        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1, 2);
        assertThat(done(registry.version(orders, exact(1), Deleted.EXCLUDED))).isEqualTo(first);
        assertThat(registered(orders, Schemas.record("R", "a")).version()).isEqualTo(Version.FIRST);
    }

    @Test
    void what_is_live_is_the_answer_even_where_nothing_may_be_written() {
        registered(orders, Schemas.record("R", "a"));
        registry.changeMode(CALLER, Scope.of(orders), Mode.READONLY, Forced.NO);

        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(undeleteAll(orders)).isEqualTo(Answer.done(List.of()));
    }

    @Test
    void a_whole_subject_comes_back_with_its_config() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        SubjectSchema second = registered(orders, Schemas.record("R", "a", "b"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FULL));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);

        assertThat(done(undeleteAll(orders))).containsExactly(first.version(), second.version());

        assertThat(done(registry.version(orders, VersionSelector.LATEST, Deleted.EXCLUDED)))
                .isEqualTo(second);
        assertThat(level(Scope.of(orders))).isEqualTo(CompatibilityLevel.FULL);
        assertThat(registry.subjects(":*:", Deleted.ONLY, Page.ALL)).isEmpty();
        assertThat(done(undeleteAll(orders))).isEmpty();
    }

    @Test
    void what_never_was_or_is_gone_for_good_cannot_come_back() {
        assertThat(refusal(undelete(orders, 1))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        assertThat(refusal(undeleteAll(orders))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        assertThat(refusal(undeleteAll(Subject.of("a\0b")))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        assertThat(refusal(undelete(orders, 3))).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
        deleteVersion(orders, 1, Deletion.SOFT);
        deleteVersion(orders, 1, Deletion.PERMANENT);

        assertThat(refusal(undelete(orders, 1))).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
    }

    @Test
    void a_mode_that_forbids_writes_forbids_this_one() {
        registered(orders, Schemas.record("R", "a"));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        registry.changeMode(CALLER, Scope.of(orders), Mode.READONLY, Forced.NO);

        assertThat(refusal(undelete(orders, 1))).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
        assertThat(refusal(undeleteAll(orders))).isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
    }

    @Test
    void a_latest_version_that_no_longer_fits_stays_deleted_unless_forced() {
        registered(orders, Schemas.record("R", "a"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
        registered(orders, Schemas.required("R", "must", "int"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.BACKWARD));
        deleteVersion(orders, 2, Deletion.SOFT);

        Answer<Version> refused = undelete(orders, 2);

        assertThat(refusal(refused)).isEqualTo(ErrorCode.INCOMPATIBLE_HISTORY);
        Refusal why = ((Answer.Refused<Version>) refused).refusal();
        assertThat(why.message()).contains("\"orders\"", "version 2", "BACKWARD", "force=true");
        assertThat(why.differences()).isNotEmpty();
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1);
        assertThat(registry.undeleteVersion(CALLER, orders, exact(2), Enforcement.SKIPPED))
                .isEqualTo(Answer.done(new Version(2)));
    }

    @Test
    void an_older_version_is_judged_at_its_place_and_not_as_if_it_were_new() {
        // Version 1 cannot read what version 2 writes, but it need not: it comes before.
        registered(orders, Schemas.required("R", "must", "int"));
        registered(orders, Schemas.record("R", "a"));
        deleteVersion(orders, 1, Deletion.SOFT);

        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
    }

    @Test
    void a_version_must_also_be_followed_by_the_next_one() {
        registered(orders, Schemas.record("R", "a"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
        registered(orders, Schemas.required("R", "a", "string"));
        registered(orders, Schemas.record("R", "a", "c"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FORWARD));
        deleteVersion(orders, 2, Deletion.SOFT);

        Answer<Version> refused = undelete(orders, 2);

        assertThat(refusal(refused)).isEqualTo(ErrorCode.INCOMPATIBLE_HISTORY);
    }

    @Test
    void pairs_that_were_live_together_are_not_judged_again() {
        registered(orders, Schemas.record("R", "a"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
        registered(orders, Schemas.required("R", "a", "string"));
        registered(orders, Schemas.required("R", "a", "string").withMetadata(owner("x")));
        deleteVersion(orders, 3, Deletion.SOFT);
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FULL));

        assertThat(undelete(orders, 3)).isEqualTo(Answer.done(new Version(3)));
    }

    @Test
    void at_a_transitive_level_every_pair_counts() {
        registered(orders, Schemas.required("R", "must", "int"));
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        deleteVersion(orders, 1, Deletion.SOFT);
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FULL_TRANSITIVE));

        assertThat(refusal(undelete(orders, 1))).isEqualTo(ErrorCode.INCOMPATIBLE_HISTORY);
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.BACKWARD_TRANSITIVE));
        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
    }

    @Test
    void what_it_refers_to_must_be_live() {
        registered(parts, Schemas.record("Part", "p"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        registry.deleteSubject(CALLER, parts, Deletion.SOFT);

        Answer<Version> refused = registry.undeleteVersion(CALLER, orders, exact(1), Enforcement.SKIPPED);

        assertThat(refusal(refused)).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(((Answer.Refused<Version>) refused).refusal().message())
                .contains("version 1 of subject 'parts'", "undelete that one first");
        assertThat(undelete(parts, 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(refusal(deleteVersion(parts, 1, Deletion.SOFT))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
    }

    @Test
    void versions_that_refer_to_each_other_come_back_together() {
        registered(orders, Schemas.record("Part", "p"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
        registered(orders, Schemas.referring("Order", "Part", "orders", 1));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);

        assertThat(refusal(undelete(orders, 2))).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(done(undeleteAll(orders))).hasSize(2);
    }

    @Test
    void an_alias_stands_for_the_subject_behind_it() {
        registered(orders, Schemas.record("R", "a"));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        changeConfig(Scope.of(Subject.of("alias")), ConfigChanges.alias("orders"));

        assertThat(undelete(Subject.of("alias"), 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(1);
    }

    @Test
    void where_schemas_are_imported_none_is_compared() {
        registry.changeMode(CALLER, Scope.of(orders), Mode.IMPORT, Forced.NO);
        done(imported(orders, Schemas.record("R", "a"), 7, 1));
        done(imported(orders, Schemas.required("R", "must", "int"), 8, 2));
        deleteVersion(orders, 2, Deletion.SOFT);

        assertThat(undelete(orders, 2)).isEqualTo(Answer.done(new Version(2)));
        assertThat(done(registry.schema(Context.DEFAULT, new SchemaId(8), Optional.empty()))
                        .usedBy()
                        .map(SubjectSchema::deleted))
                .contains(false);
    }

    @Test
    void what_a_topic_owns_by_now_is_not_referred_to_again() {
        registered(parts, Schemas.record("Part", "p"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        associate(parts, Lifecycle.STRONG);

        assertThat(refusal(undelete(orders, 1))).isEqualTo(ErrorCode.SUBJECT_OWNED);
        assertThat(refusal(registry.undeleteSubject(CALLER, orders, Enforcement.SKIPPED)))
                .isEqualTo(ErrorCode.SUBJECT_OWNED);

        unassociate(AssociationEdit.Cascade.YES);
        assertThat(undelete(parts, 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
    }

    @Test
    void a_version_of_an_owned_and_frozen_subject_comes_back_like_any_other() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        associate(orders, Lifecycle.STRONG);
        deleteVersion(orders, 1, Deletion.SOFT);

        assertThat(undelete(orders, 1)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(associationsOf(orders)).hasSize(1);
    }

    @Test
    void a_subject_that_went_with_its_topic_comes_back_without_it() {
        registered(orders, Schemas.record("R", "a"));
        associate(orders, Lifecycle.STRONG);
        unassociate(AssociationEdit.Cascade.YES);
        assertThat(versions(orders, Deleted.ONLY)).containsExactly(1);

        assertThat(done(undeleteAll(orders))).containsExactly(Version.FIRST);

        assertThat(associationsOf(orders)).isEmpty();
        associate(orders, Lifecycle.WEAK);
        assertThat(associationsOf(orders)).hasSize(1);
    }

    private void associate(Subject subject, Lifecycle lifecycle) {
        edit(new AssociationEdit.Put(
                AssociationType.VALUE,
                Optional.of(subject),
                Optional.of(lifecycle),
                Optional.empty(),
                Optional.empty(),
                AssociationEdit.Existing.KEPT));
    }

    private void unassociate(AssociationEdit.Cascade cascade) {
        edit(new AssociationEdit.Remove(Optional.empty(), cascade));
    }

    private void edit(AssociationEdit edit) {
        Resource topic = new Resource("id", "cluster", "topic", Resource.TOPIC);
        done(registry.associations().orElseThrow().edit(CALLER, topic, List.of(edit), Associations.Execution.FOR_GOOD));
    }

    private List<Association> associationsOf(Subject subject) {
        return registry.associations().orElseThrow().of(subject, AssociationFilter.ALL, Page.ALL);
    }

    private static Optional<Metadata> owner(String name) {
        return Optional.of(Metadata.of(Map.of(), Map.of("owner", name), Set.of()));
    }

    private Answer<Version> undelete(Subject subject, int version) {
        return registry.undeleteVersion(CALLER, subject, exact(version), Enforcement.ENFORCED);
    }

    private Answer<List<Version>> undeleteAll(Subject subject) {
        return registry.undeleteSubject(CALLER, subject, Enforcement.ENFORCED);
    }
}
