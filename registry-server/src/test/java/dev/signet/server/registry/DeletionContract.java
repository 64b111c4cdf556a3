package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do when versions go, and must keep when others refer to them. */
public abstract class DeletionContract extends StoreContract {
    @Test
    void deletion_goes_softly_before_it_goes_for_good() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));

        assertThat(refusal(deleteVersion(orders, 1, Deletion.PERMANENT))).isEqualTo(ErrorCode.VERSION_NOT_SOFT_DELETED);
        assertThat(deleteVersion(orders, 1, Deletion.SOFT)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(refusal(deleteVersion(orders, 1, Deletion.SOFT))).isEqualTo(ErrorCode.VERSION_SOFT_DELETED);
        assertThat(versions(orders, Deleted.EXCLUDED)).containsExactly(2);
        assertThat(versions(orders, Deleted.ONLY)).containsExactly(1);
        assertThat(deleteVersion(orders, 1, Deletion.PERMANENT)).isEqualTo(Answer.done(Version.FIRST));
        assertThat(refusal(deleteVersion(orders, 1, Deletion.PERMANENT))).isEqualTo(ErrorCode.VERSION_NOT_FOUND);
        assertThat(refusal(registry.deleteSubject(CALLER, orders, Deletion.PERMANENT)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_SOFT_DELETED);
        assertThat(done(registry.deleteSubject(CALLER, orders, Deletion.SOFT))).containsExactly(new Version(2));
        assertThat(refusal(registry.deleteSubject(CALLER, orders, Deletion.SOFT)))
                .isEqualTo(ErrorCode.SUBJECT_SOFT_DELETED);
        assertThat(done(registry.deleteSubject(CALLER, orders, Deletion.PERMANENT)))
                .containsExactly(new Version(2));
        assertThat(refusal(registry.deleteSubject(CALLER, orders, Deletion.PERMANENT)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
    }

    @Test
    void a_soft_deleted_schema_still_answers_by_id_and_a_hard_deleted_one_does_not() {
        SubjectSchema schema = registered(orders, Schemas.record("R", "a"));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        IdentifiedSchema soft = done(registry.schema(Context.DEFAULT, schema.id(), Optional.empty()));

        registry.deleteSubject(CALLER, orders, Deletion.PERMANENT);

        assertThat(soft.schema()).isEqualTo(schema.schema());
        assertThat(refusal(registry.schema(Context.DEFAULT, schema.id(), Optional.empty())))
                .isEqualTo(ErrorCode.SCHEMA_ID_NOT_FOUND);
        assertThat(refusal(registry.schema(schema.guid()))).isEqualTo(ErrorCode.SCHEMA_ID_NOT_FOUND);
        assertThat(registry.idsOf(schema.guid())).isEmpty();
    }

    @Test
    void an_id_is_never_given_to_other_content_whatever_is_deleted() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        purge(orders);
        registry = registryOn(store);

        SubjectSchema other = registered(orders, Schemas.record("R", "b"));

        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(other.id().value()).isGreaterThan(first.id().value());
    }

    @Test
    void identical_content_gets_its_id_back_after_a_hard_delete() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "b"));
        purge(orders);

        SubjectSchema back = registered(parts, Schemas.record("R", "a"));

        assertThat(back.id()).isEqualTo(first.id());
        assertThat(done(registry.schema(Context.DEFAULT, first.id(), Optional.empty()))
                        .schema())
                .isEqualTo(first.schema());
    }

    @Test
    void the_text_stays_as_long_as_any_subject_of_the_context_uses_it() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(parts, Schemas.record("R", "a"));

        purge(orders);

        assertThat(registry.schema(Context.DEFAULT, first.id(), Optional.empty()))
                .isInstanceOf(Answer.Done.class);
        purge(parts);
        assertThat(registry.schema(Context.DEFAULT, first.id(), Optional.empty()))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void a_hard_delete_of_the_highest_version_does_not_free_its_number() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        deleteVersion(orders, 2, Deletion.SOFT);
        deleteVersion(orders, 2, Deletion.PERMANENT);

        SubjectSchema next = registered(orders, Schemas.record("R", "a", "c"));

        assertThat(next.version()).isEqualTo(new Version(3));
    }

    @Test
    void a_subject_that_is_gone_starts_at_one_without_config_and_mode() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FULL));
        registry.changeMode(CALLER, Scope.of(orders), Mode.READWRITE, Forced.NO);
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        assertThat(done(registry.config(Scope.of(orders), Inheritance.OWN)).compatibilityLevel())
                .contains(CompatibilityLevel.FULL);

        registry.deleteSubject(CALLER, orders, Deletion.PERMANENT);

        assertThat(refusal(registry.config(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.CONFIG_NOT_FOUND);
        assertThat(refusal(registry.mode(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.MODE_NOT_FOUND);
        assertThat(registered(orders, Schemas.record("R", "c")).version()).isEqualTo(Version.FIRST);
    }

    @Test
    void what_was_soft_deleted_comes_back_under_a_new_number_and_its_old_id() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        deleteVersion(orders, 1, Deletion.SOFT);

        SubjectSchema back = registered(orders, Schemas.record("R", "a"));

        assertThat(back.version()).isEqualTo(new Version(3));
        assertThat(back.id()).isEqualTo(first.id());
        assertThat(versions(orders, Deleted.INCLUDED)).containsExactly(2, 3);
    }

    @Test
    void references_are_pinned_resolved_through_others_and_protected() {
        registered(Subject.of("inner"), Schemas.record("Inner", "i"));
        registered(parts, Schemas.referring("Part", "Inner", "inner", SchemaReference.LATEST));

        SubjectSchema whole = registered(orders, Schemas.referring("Order", "Part", "parts", SchemaReference.LATEST));

        assertThat(whole.schema().references()).containsExactly(new SchemaReference("Part", "parts", 1));
        assertThat(done(registry.resolvedText(Context.DEFAULT, whole.id()))).contains("\"Inner\"", "\"i\"");
        assertThat(done(registry.referencedBy(parts, VersionSelector.LATEST, Deleted.EXCLUDED, Page.ALL)))
                .containsExactly(whole.id());
        assertThat(refusal(deleteVersion(parts, 1, Deletion.SOFT))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
        assertThat(refusal(registry.deleteSubject(CALLER, parts, Deletion.SOFT)))
                .isEqualTo(ErrorCode.REFERENCE_EXISTS);
    }

    @Test
    void a_soft_deleted_referrer_still_keeps_what_it_refers_to_from_going_for_good() {
        registered(parts, Schemas.record("Part", "p"));
        registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);

        assertThat(deleteVersion(parts, 1, Deletion.SOFT)).isInstanceOf(Answer.Done.class);
        assertThat(refusal(deleteVersion(parts, 1, Deletion.PERMANENT))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
        registry.deleteSubject(CALLER, orders, Deletion.PERMANENT);
        assertThat(deleteVersion(parts, 1, Deletion.PERMANENT)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void an_id_that_has_lost_its_version_keeps_what_its_schema_refers_to_from_going_for_good() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.YES);
        done(imported(parts, Schemas.record("Part", "p"), 11, 1));
        done(imported(orders, Schemas.referring("Order", "Part", "parts", 1), 12, 1));
        done(imported(orders, Schemas.record("Order", "o"), 13, 1));
        done(deleteVersion(parts, 1, Deletion.SOFT));

        assertThat(refusal(deleteVersion(parts, 1, Deletion.PERMANENT))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
        assertThat(registry.schema(Context.DEFAULT, new SchemaId(12), Optional.empty()))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_subject_whose_versions_refer_to_each_other_can_go() {
        registered(orders, Schemas.record("Part", "p"));
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE));
        registered(orders, Schemas.referring("Order", "Part", "orders", 1));

        assertThat(refusal(deleteVersion(orders, 1, Deletion.SOFT))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
        assertThat(done(registry.deleteSubject(CALLER, orders, Deletion.SOFT))).hasSize(2);
        assertThat(done(registry.deleteSubject(CALLER, orders, Deletion.PERMANENT)))
                .hasSize(2);
    }

    @Test
    void references_to_what_is_not_live_are_refused() {
        registered(parts, Schemas.record("Part", "p"));
        registry.deleteSubject(CALLER, parts, Deletion.SOFT);

        assertThat(refusal(register(orders, Schemas.referring("Order", "Part", "parts", 1))))
                .isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusal(register(orders, Schemas.referring("Order", "Part", "nobody", -1))))
                .isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusal(register(orders, Schemas.referring("Order", "Part", "parts", 0))))
                .isEqualTo(ErrorCode.INVALID_SCHEMA);
    }

    @Test
    void the_same_text_with_other_references_is_another_schema() {
        registered(parts, Schemas.record("Part", "p"));
        registered(parts, Schemas.record("Part", "p", "q"));
        SubjectSchema one = registered(orders, Schemas.referring("Order", "Part", "parts", 1));
        SubjectSchema two = registered(orders, Schemas.referring("Order", "Part", "parts", 2));

        assertThat(two.id()).isNotEqualTo(one.id());
        assertThat(done(lookup(orders, Schemas.referring("Order", "Part", "parts", 1), Deleted.EXCLUDED)))
                .isEqualTo(one);
        assertThat(done(lookup(orders, Schemas.referring("Order", "Part", "parts", 2), Deleted.EXCLUDED)))
                .isEqualTo(two);
    }
}
