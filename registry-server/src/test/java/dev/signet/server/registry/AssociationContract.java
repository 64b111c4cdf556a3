package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.AssociationEdit.Cascade;
import dev.signet.server.registry.AssociationEdit.Existing;
import dev.signet.server.registry.AssociationEdit.SchemaWish;
import dev.signet.server.registry.Associations.Associated;
import dev.signet.server.registry.Associations.Execution;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do with associations of topics and subjects. */
public abstract class AssociationContract extends StoreContract {
    private static final Resource TOPIC = topic("orders");
    private static final Resource OTHER = topic("other");

    @Test
    void an_association_is_found_by_topic_and_by_subject() {
        registered(orders, Schemas.record("R", "a"));

        Association value = put(TOPIC, weak(AssociationType.VALUE, orders));
        Association key = put(TOPIC, weak(AssociationType.KEY, orders));

        assertThat(value.frozen()).isFalse();
        assertThat(value.createdAt()).isEqualTo(value.updatedAt());
        assertThat(use().ofResource(TOPIC.id(), AssociationFilter.ALL, Page.ALL))
                .containsExactly(key, value);
        assertThat(use().of(orders, AssociationFilter.ALL, Page.ALL)).containsExactly(key, value);
        assertThat(named("cluster", "orders")).containsExactly(key, value);
        assertThat(use().named(Optional.empty(), Optional.of("orders"), values(), Page.ALL))
                .containsExactly(value);
        assertThat(use().named(Optional.of("cluster"), Optional.empty(), AssociationFilter.ALL, new Page(1, 1)))
                .containsExactly(value);
        assertThat(named("elsewhere", "orders")).isEmpty();
        assertThat(use().ofResource("nobody", AssociationFilter.ALL, Page.ALL)).isEmpty();
        assertThat(use().of(parts, AssociationFilter.ALL, Page.ALL)).isEmpty();
    }

    @Test
    void what_no_store_can_hold_has_no_associations() {
        for (String impossible : List.of("a\0b", "\uD800")) {
            assertThat(use().ofResource(impossible, AssociationFilter.ALL, Page.ALL))
                    .isEmpty();
            assertThat(use().of(Subject.of(impossible), AssociationFilter.ALL, Page.ALL))
                    .isEmpty();
            assertThat(named(impossible, "orders")).isEmpty();
            assertThat(named("cluster", impossible)).isEmpty();
        }
    }

    @Test
    void a_schema_that_comes_along_is_registered_and_the_topic_owns_its_subject() {
        Associated done =
                done(edit(TOPIC, owned(orders, Schemas.record("R", "a")))).get(0);

        assertThat(done.association().lifecycle()).isEqualTo(Lifecycle.STRONG);
        assertThat(done.association().frozen()).isTrue();
        assertThat(done.schema().orElseThrow().version().number()).isEqualTo(1);
        assertThat(done(edit(TOPIC, owned(orders, Schemas.record("R", "a"))))
                        .get(0)
                        .association())
                .isEqualTo(done.association());
        assertThat(refusal(edit(OTHER, weak(AssociationType.VALUE, orders)))).isEqualTo(ErrorCode.SUBJECT_OWNED);
        assertThat(refusal(edit(OTHER, owned(orders, Schemas.record("R", "b")))))
                .isEqualTo(ErrorCode.SUBJECT_OWNED);
        assertThat(versions(orders, Deleted.INCLUDED)).containsExactly(1);
    }

    @Test
    void a_shared_subject_is_not_owned_as_well() {
        registered(orders, Schemas.record("R", "a"));
        put(TOPIC, weak(AssociationType.VALUE, orders));
        put(OTHER, weak(AssociationType.VALUE, orders));

        assertThat(refusal(edit(topic("third"), strong(orders)))).isEqualTo(ErrorCode.SUBJECT_ASSOCIATED);
    }

    @Test
    void an_association_needs_a_live_version() {
        assertThat(refusal(edit(TOPIC, weak(AssociationType.VALUE, orders)))).isEqualTo(ErrorCode.NO_ACTIVE_VERSION);

        registered(orders, Schemas.record("R", "a"));
        done(registry.deleteSubject(CALLER, orders, Deletion.SOFT));

        assertThat(refusal(edit(TOPIC, weak(AssociationType.VALUE, orders)))).isEqualTo(ErrorCode.NO_ACTIVE_VERSION);
    }

    @Test
    void what_a_topic_uses_stays_and_keeps_a_live_version() {
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "b"));
        put(TOPIC, weak(AssociationType.VALUE, orders));

        assertThat(done(deleteVersion(orders, 2, Deletion.SOFT)).number()).isEqualTo(2);
        assertThat(refusal(deleteVersion(orders, 1, Deletion.SOFT))).isEqualTo(ErrorCode.SUBJECT_ASSOCIATED);
        assertThat(refusal(registry.deleteSubject(CALLER, orders, Deletion.SOFT)))
                .isEqualTo(ErrorCode.SUBJECT_ASSOCIATED);
        assertThat(done(deleteVersion(orders, 2, Deletion.PERMANENT)).number()).isEqualTo(2);

        done(edit(TOPIC, new AssociationEdit.Remove(Optional.empty(), Cascade.NO)));

        assertThat(deleteVersion(orders, 1, Deletion.SOFT)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_frozen_association_goes_with_all_that_the_topic_owns() {
        done(edit(TOPIC, owned(orders, Schemas.record("R", "a"))));
        AssociationEdit thaw = new AssociationEdit.Put(
                AssociationType.VALUE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Existing.UPDATED);

        assertThat(refusal(edit(TOPIC, thaw))).isEqualTo(ErrorCode.ASSOCIATION_FROZEN);
        assertThat(refusal(edit(TOPIC, new AssociationEdit.Remove(Optional.empty(), Cascade.NO))))
                .isEqualTo(ErrorCode.ASSOCIATION_FROZEN);
        assertThat(refusal(deleteVersion(orders, 1, Deletion.SOFT))).isEqualTo(ErrorCode.SUBJECT_OWNED);

        done(edit(TOPIC, new AssociationEdit.Remove(Optional.empty(), Cascade.YES)));

        assertThat(versions(orders, Deleted.ONLY)).containsExactly(1);
        assertThat(named("cluster", "orders")).isEmpty();
        assertThat(refusal(edit(TOPIC, new AssociationEdit.Remove(Optional.empty(), Cascade.YES))))
                .isEqualTo(ErrorCode.ASSOCIATION_NOT_FOUND);
    }

    @Test
    void references_and_ownership_exclude_each_other() {
        registered(parts, Schemas.record("Part", "p"));
        done(edit(TOPIC, owned(orders, Schemas.record("Own", "o"))));

        assertThat(refusal(register(Subject.of("user"), Schemas.referring("User", "Own", "orders", 1))))
                .isEqualTo(ErrorCode.SUBJECT_OWNED);
        registered(Subject.of("user"), Schemas.referring("User", "Part", "parts", 1));
        assertThat(refusal(edit(OTHER, strong(parts)))).isEqualTo(ErrorCode.REFERENCE_EXISTS);
        assertThat(edit(OTHER, weak(AssociationType.VALUE, parts))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void all_or_nothing_of_a_request_is_written() {
        registered(orders, Schemas.record("R", "a"));

        Answer<List<Associated>> answer =
                edit(TOPIC, weak(AssociationType.VALUE, orders), weak(AssociationType.KEY, parts));

        assertThat(refusal(answer)).isEqualTo(ErrorCode.NO_ACTIVE_VERSION);
        assertThat(named("cluster", "orders")).isEmpty();
        assertThat(refusal(edit(TOPIC, weak(AssociationType.VALUE, orders), weak(AssociationType.VALUE, orders))))
                .isEqualTo(ErrorCode.TOO_MANY_ASSOCIATIONS);
    }

    @Test
    void an_incompatible_schema_leaves_no_association_and_a_dry_run_says_so_before() {
        registered(orders, Schemas.record("R", "a"));
        AssociationEdit wish = owned(orders, Schemas.required("R", "x", "string"));

        assertThat(refusal(use().edit(CALLER, TOPIC, List.of(wish), Execution.DRY)))
                .isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(refusal(edit(TOPIC, wish))).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(use().edit(CALLER, TOPIC, List.of(strong(orders)), Execution.DRY))
                .isInstanceOf(Answer.Done.class);
        assertThat(named("cluster", "orders")).isEmpty();
    }

    @Test
    void an_update_keeps_its_name_and_its_beginning() {
        registered(orders, Schemas.record("R", "a"));
        Association before = put(TOPIC, weak(AssociationType.VALUE, orders));
        AssociationEdit own = new AssociationEdit.Put(
                AssociationType.VALUE,
                Optional.empty(),
                Optional.of(Lifecycle.STRONG),
                Optional.empty(),
                Optional.empty(),
                Existing.UPDATED);

        Association after = put(TOPIC, own);

        assertThat(after.guid()).isEqualTo(before.guid());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.lifecycle()).isEqualTo(Lifecycle.STRONG);
        assertThat(named("cluster", "orders")).singleElement().satisfies(stored -> {
            assertThat(stored.lifecycle()).isEqualTo(Lifecycle.STRONG);
            assertThat(stored.updatedAt()).isAfterOrEqualTo(stored.createdAt());
        });
    }

    @Test
    void a_topic_has_one_id_and_one_name() {
        registered(orders, Schemas.record("R", "a"));
        put(TOPIC, weak(AssociationType.VALUE, orders));
        Resource otherId = new Resource("another", TOPIC.namespace(), TOPIC.name(), Resource.TOPIC);
        Resource otherName = new Resource(TOPIC.id(), TOPIC.namespace(), "another", Resource.TOPIC);

        for (Resource misnamed : List.of(otherId, otherName)) {
            assertThat(refusal(edit(misnamed, weak(AssociationType.KEY, orders))))
                    .isEqualTo(ErrorCode.RESOURCE_ASSOCIATED);
            assertThat(refusal(edit(misnamed, new AssociationEdit.Remove(Optional.empty(), Cascade.YES))))
                    .isEqualTo(ErrorCode.RESOURCE_ASSOCIATED);
        }
    }

    @Test
    void a_read_only_subject_takes_no_association() {
        registered(orders, Schemas.record("R", "a"));
        registry.changeMode(CALLER, Scope.of(orders), Mode.READONLY, Forced.NO);

        assertThat(refusal(edit(TOPIC, weak(AssociationType.VALUE, orders))))
                .isEqualTo(ErrorCode.OPERATION_NOT_PERMITTED);
    }

    @Test
    void schemas_come_along_on_request() {
        registered(orders, Schemas.record("R", "a"));
        SubjectSchema latest = registered(orders, Schemas.record("R", "a", "b"));
        Association association = put(TOPIC, weak(AssociationType.VALUE, orders));

        assertThat(use().withSchemas(List.of(association)))
                .containsExactly(new Associated(association, Optional.of(latest)));
        assertThat(registry.version(orders, VersionSelector.LATEST, Deleted.EXCLUDED))
                .isEqualTo(Answer.done(latest));
    }

    private Associations use() {
        return registry.associations().orElseThrow();
    }

    private Answer<List<Associated>> edit(Resource resource, AssociationEdit... edits) {
        return use().edit(CALLER, resource, List.of(edits), Execution.FOR_GOOD);
    }

    private Association put(Resource resource, AssociationEdit edit) {
        return done(edit(resource, edit)).get(0).association();
    }

    private List<Association> named(String namespace, String name) {
        return use().named(Optional.of(namespace), Optional.of(name), AssociationFilter.ALL, Page.ALL);
    }

    private static AssociationFilter values() {
        return new AssociationFilter(
                Resource.TOPIC, Optional.of(Set.of(AssociationType.VALUE)), Optional.of(Lifecycle.WEAK));
    }

    private static Resource topic(String name) {
        return new Resource("id of " + name, "cluster", name, Resource.TOPIC);
    }

    private static AssociationEdit weak(AssociationType type, Subject subject) {
        return put(type, subject, Optional.empty(), Optional.empty());
    }

    private static AssociationEdit strong(Subject subject) {
        return put(AssociationType.VALUE, subject, Optional.of(Lifecycle.STRONG), Optional.empty());
    }

    private static AssociationEdit owned(Subject subject, SchemaText schema) {
        SchemaWish wish = new SchemaWish(Submission.of(schema), Normalize.AS_CONFIGURED);
        return put(AssociationType.VALUE, subject, Optional.empty(), Optional.of(wish));
    }

    private static AssociationEdit put(
            AssociationType type, Subject subject, Optional<Lifecycle> lifecycle, Optional<SchemaWish> schema) {
        return new AssociationEdit.Put(type, Optional.of(subject), lifecycle, Optional.empty(), schema, Existing.KEPT);
    }
}
