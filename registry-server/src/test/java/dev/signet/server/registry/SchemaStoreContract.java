package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do under a registry. */
public abstract class SchemaStoreContract {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");

    private final Subject orders = Subject.of("orders");
    private final Subject parts = Subject.of("parts");

    private SchemaStore store = new InMemorySchemaStore();
    private Registry registry = registryOn(store);

    /** An empty store. */
    protected abstract SchemaStore emptyStore();

    @BeforeEach
    void start() {
        store = emptyStore();
        registry = registryOn(store);
    }

    static Registry registryOn(SchemaStore store) {
        return new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
    }

    // register

    @Test
    void versions_and_ids_count_from_one_without_gaps() {
        List<SubjectSchema> registered = IntStream.range(0, 40)
                .mapToObj(i -> registered(orders, Schemas.record("R", "f" + i)))
                .toList();

        assertThat(registered.stream().map(SubjectSchema::version).map(Version::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(registered.stream().map(SubjectSchema::id).map(SchemaId::value))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void registering_again_answers_with_what_is_there_and_writes_nothing() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));

        SubjectSchema again = registered(orders, Schemas.record("R", "a"));

        assertThat(again).isEqualTo(first);
        assertThat(versions(orders, Deleted.INCLUDED)).containsExactly(1, 2);
    }

    @Test
    void a_schema_has_one_id_in_all_subjects_of_a_context_and_another_elsewhere() {
        registered(orders, Schemas.record("R", "a"));
        SubjectSchema second = registered(orders, Schemas.record("R", "b"));

        SubjectSchema elsewhere = registered(parts, Schemas.record("R", "b"));
        SubjectSchema abroad = registered(Subject.parse(":.abroad:orders"), Schemas.record("R", "b"));

        assertThat(elsewhere.id()).isEqualTo(second.id());
        assertThat(abroad.id()).isEqualTo(new SchemaId(1));
        assertThat(registry.idsOf(second.guid()))
                .containsExactly(
                        new ContextId(Context.DEFAULT, second.id()),
                        new ContextId(new Context(".abroad"), new SchemaId(1)));
        assertThat(registry.contexts("", Page.ALL)).containsExactly(Context.DEFAULT, new Context(".abroad"));
    }

    @Test
    void an_incompatible_schema_is_refused_with_its_differences_and_draws_no_id() {
        registered(orders, Schemas.required("R", "a", "int"));

        Answer<SubjectSchema> answer = register(orders, Schemas.required("R", "a", "string"));
        SubjectSchema next = registered(orders, Schemas.required("R", "a", "long"));

        assertThat(refusal(answer)).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(((Answer.Refused<SubjectSchema>) answer).refusal().differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.version()).isEqualTo(Version.FIRST));
        assertThat(next.id()).isEqualTo(new SchemaId(2));
    }

    @Test
    void a_forced_registration_is_not_checked() {
        registered(orders, Schemas.required("R", "a", "int"));

        Answer<SubjectSchema> answer = registry.register(
                CALLER,
                orders,
                Submission.of(Schemas.required("R", "a", "string")),
                Normalize.AS_CONFIGURED,
                Enforcement.SKIPPED);

        assertThat(done(answer).version()).isEqualTo(new Version(2));
    }

    @Test
    void a_schema_that_differs_in_spelling_only_is_the_version_that_is_there() {
        SubjectSchema first =
                registered(orders, SchemaText.avro("{\"type\":\"string\",\"alpha\":1,\"beta\":{\"y\":1,\"x\":2}}"));

        SubjectSchema same =
                registered(orders, SchemaText.avro("{\"beta\":{\"x\":2,\"y\":1},\"alpha\":1,\"type\":\"string\"}"));

        assertThat(same).isEqualTo(first);
    }

    @Test
    void normalisation_makes_one_content_of_two_spellings_in_two_subjects() {
        changeConfig(
                Scope.ROOT,
                new ConfigChange(
                        Edit.keep(),
                        Edit.keep(),
                        Edit.to(true),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep(),
                        Edit.keep()));

        SubjectSchema one = registered(orders, SchemaText.avro("{\"type\":\"string\",\"alpha\":1,\"beta\":2}"));
        SubjectSchema two = registered(parts, SchemaText.avro("{\"type\":\"string\",\"beta\":2,\"alpha\":1}"));

        assertThat(two.id()).isEqualTo(one.id());
    }

    @Test
    void a_demanded_version_must_be_the_next_one() {
        registered(orders, Schemas.record("R", "a"));

        Answer<SubjectSchema> wrong = registerAs(orders, Schemas.record("R", "a", "b"), 9);
        Answer<SubjectSchema> right = registerAs(orders, Schemas.record("R", "a", "b"), 2);

        assertThat(refusal(wrong)).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(done(right).version()).isEqualTo(new Version(2));
        assertThat(done(right).schema().metadata().orElseThrow().properties())
                .containsEntry(Metadata.VERSION_PROPERTY, "2");
    }

    @Test
    void metadata_is_inherited_from_the_latest_version_and_part_of_the_identity() {
        SubjectSchema first = registered(orders, withOwner(Schemas.record("R", "a"), "me"));

        SubjectSchema again = registered(orders, Schemas.record("R", "a"));
        SubjectSchema next = registered(orders, Schemas.record("R", "a", "b"));
        SubjectSchema other = registered(orders, withOwner(Schemas.record("R", "a", "b"), "you"));

        assertThat(again).isEqualTo(first);
        assertThat(next.schema().metadata()).isEqualTo(first.schema().metadata());
        assertThat(other.version()).isEqualTo(new Version(3));
        assertThat(other.id()).isNotEqualTo(next.id());
        assertThat(done(registry.latestWithMetadata(orders, Map.of("owner", "me"), Deleted.EXCLUDED))
                        .version())
                .isEqualTo(new Version(2));
    }

    @Test
    void an_empty_text_stands_for_the_latest_one() {
        Answer<SubjectSchema> nothing = register(orders, SchemaText.avro(""));
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        SubjectSchema owned = registered(orders, withOwner(SchemaText.avro(""), "me"));

        assertThat(refusal(nothing)).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(owned.version()).isEqualTo(new Version(2));
        assertThat(owned.schema().text()).isEqualTo(first.schema().text());
    }

    @Test
    void text_that_no_database_can_hold_is_refused() {
        Answer<SubjectSchema> halfPair = register(orders, SchemaText.avro("{\"type\":\"string\",\"x\":\"\uD800\"}"));
        Answer<SubjectSchema> nul = register(orders, SchemaText.avro("\"string\"\u0000"));
        Answer<SubjectSchema> name = register(Subject.of("a\uDC00"), SchemaText.avro("\"string\""));

        assertThat(refusal(halfPair)).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusal(nul)).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refusal(name)).isEqualTo(ErrorCode.INVALID_SUBJECT);
    }

    // lookup and reading

    @Test
    void lookup_finds_live_versions_and_deleted_ones_when_asked() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        deleteVersion(orders, 1, Deletion.SOFT);

        assertThat(refusal(lookup(parts, Schemas.record("R", "a"), Deleted.EXCLUDED)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
        assertThat(refusal(lookup(orders, Schemas.record("R", "a"), Deleted.EXCLUDED)))
                .isEqualTo(ErrorCode.SCHEMA_NOT_FOUND);
        assertThat(done(lookup(orders, Schemas.record("R", "a"), Deleted.INCLUDED))
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void an_unqualified_subject_is_looked_for_in_other_contexts() {
        Subject abroad = Subject.parse(":.abroad:orders");
        registered(abroad, Schemas.record("R", "a"));

        assertThat(done(registry.version(orders, VersionSelector.LATEST, Deleted.EXCLUDED))
                        .subject())
                .isEqualTo(abroad);
        assertThat(done(lookup(orders, Schemas.record("R", "a"), Deleted.EXCLUDED))
                        .subject())
                .isEqualTo(abroad);
        assertThat(refusal(registry.versions(orders, Deleted.EXCLUDED, Page.ALL)))
                .isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
    }

    @Test
    void lists_are_sorted_by_code_point_and_paged() {
        for (String name : List.of("b", "a", "B", "é", "z", "\uD83D\uDE00", "\uFF5E")) {
            registered(Subject.of(name), SchemaText.avro("\"string\""));
        }
        registered(Subject.parse(":.c:m"), SchemaText.avro("\"string\""));

        assertThat(registry.subjects("", Deleted.EXCLUDED, Page.ALL).stream().map(Subject::name))
                .containsExactly("B", "a", "b", "z", "é", "\uFF5E", "\uD83D\uDE00");
        assertThat(registry.subjects(":*:", Deleted.EXCLUDED, new Page(0, 3)).stream()
                        .map(Subject::qualified))
                .containsExactly(":.c:m", "B", "a");
        assertThat(registry.subjects(":.c:", Deleted.EXCLUDED, Page.ALL)).hasSize(1);
        assertThat(registry.schemas("z", Deleted.EXCLUDED, Which.ALL, Page.ALL)).hasSize(1);
    }

    @Test
    void an_id_names_a_subject_that_uses_it_the_preferred_one_first() {
        SubjectSchema first = registered(orders, Schemas.record("R", "a"));
        registered(parts, Schemas.record("R", "a"));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);

        IdentifiedSchema plain = done(registry.schema(Context.DEFAULT, first.id(), Optional.empty()));
        IdentifiedSchema preferred = done(registry.schema(Context.DEFAULT, first.id(), Optional.of(orders)));

        assertThat(plain.usedBy().orElseThrow().subject()).isEqualTo(parts);
        assertThat(preferred.usedBy().orElseThrow().subject()).isEqualTo(orders);
        assertThat(preferred.usedBy().orElseThrow().deleted()).isTrue();
        assertThat(done(registry.subjectsUsing(
                        Context.DEFAULT, first.id(), Optional.empty(), Deleted.EXCLUDED, Page.ALL)))
                .containsExactly(parts);
        assertThat(done(registry.versionsUsing(
                        Context.DEFAULT, first.id(), Optional.empty(), Deleted.INCLUDED, Page.ALL)))
                .containsExactly(new SubjectVersion(orders, Version.FIRST), new SubjectVersion(parts, Version.FIRST));
    }

    @Test
    void an_alias_stands_for_the_subject_behind_it() {
        Subject alias = Subject.of("alias");
        registered(orders, Schemas.record("R", "a"));
        changeConfig(Scope.of(alias), aliasChange("orders"));

        SubjectSchema second = registered(alias, Schemas.record("R", "a", "b"));

        assertThat(second.subject()).isEqualTo(orders);
        assertThat(second.version()).isEqualTo(new Version(2));
        assertThat(done(registry.version(alias, VersionSelector.LATEST, Deleted.EXCLUDED)))
                .satisfies(version -> assertThat(version.id()).isEqualTo(second.id()));
        assertThat(done(lookup(alias, Schemas.record("R", "a"), Deleted.EXCLUDED))
                        .subject())
                .isEqualTo(orders);
        assertThat(done(registry.deleteSubject(CALLER, alias, Deletion.SOFT))).hasSize(2);
    }

    // deletion

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

    // references

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

    // compatibility

    @Test
    void the_dry_run_says_what_registration_says() {
        changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FULL_TRANSITIVE));
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        SchemaText bad = Schemas.required("R", "z", "string");

        assertThat(done(registry.checkAll(orders, Submission.of(bad), Normalize.AS_CONFIGURED))
                        .verdict()
                        .isCompatible())
                .isFalse();
        assertThat(refusal(register(orders, bad))).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
        assertThat(done(registry.checkAll(orders, Submission.of(Schemas.record("R", "c")), Normalize.AS_CONFIGURED))
                        .verdict()
                        .isCompatible())
                .isTrue();
    }

    @Test
    void one_version_can_be_checked_and_an_unknown_subject_objects_to_nothing() {
        registered(orders, Schemas.required("R", "a", "int"));
        Submission other = Submission.of(Schemas.required("R", "a", "string"));

        assertThat(done(registry.check(orders, VersionSelector.LATEST, other, Normalize.AS_CONFIGURED))
                        .verdict()
                        .isCompatible())
                .isFalse();
        assertThat(done(registry.check(parts, VersionSelector.LATEST, other, Normalize.AS_CONFIGURED))
                        .verdict()
                        .isCompatible())
                .isTrue();
        assertThat(refusal(registry.check(parts, exact(1), other, Normalize.AS_CONFIGURED)))
                .isEqualTo(ErrorCode.VERSION_NOT_FOUND);
    }

    // config and mode

    @Test
    void config_is_inherited_and_merged_field_by_field() {
        assertThat(done(registry.config(Scope.ROOT, Inheritance.OWN)).compatibilityLevel())
                .contains(CompatibilityLevel.BACKWARD);
        changeConfig(Scope.ROOT, ConfigChange.level(CompatibilityLevel.FULL));
        changeConfig(Scope.GLOBAL, ConfigChange.level(CompatibilityLevel.NONE));

        assertThat(level(Scope.of(orders))).isEqualTo(CompatibilityLevel.FULL);
        assertThat(level(Scope.of(Subject.parse(":.abroad:x")))).isEqualTo(CompatibilityLevel.NONE);
        assertThat(refusal(registry.config(Scope.of(orders), Inheritance.OWN))).isEqualTo(ErrorCode.CONFIG_NOT_FOUND);
        ConfigSettings aliased = changeConfig(Scope.of(orders), aliasChange("parts"));
        ConfigSettings both = changeConfig(Scope.of(orders), ConfigChange.level(CompatibilityLevel.FORWARD));
        assertThat(aliased.compatibilityLevel()).isEmpty();
        assertThat(both.alias()).contains("parts");
        assertThat(both.compatibilityLevel()).contains(CompatibilityLevel.FORWARD);
        assertThat(done(registry.deleteConfig(CALLER, Scope.of(orders))).compatibilityLevel())
                .contains(CompatibilityLevel.FORWARD);
        assertThat(refusal(registry.deleteConfig(CALLER, Scope.of(orders)))).isEqualTo(ErrorCode.SUBJECT_NOT_FOUND);
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

    private Answer<SubjectSchema> register(Subject subject, SchemaText schema) {
        return registry.register(CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
    }

    private SubjectSchema registered(Subject subject, SchemaText schema) {
        SubjectSchema registered = done(register(subject, schema));
        return done(registry.version(
                registered.subject(), new VersionSelector.Exact(registered.version()), Deleted.EXCLUDED));
    }

    private Answer<SubjectSchema> registerAs(Subject subject, SchemaText schema, int version) {
        return registry.register(
                CALLER,
                subject,
                new Submission(schema, Optional.of(version), Optional.empty()),
                Normalize.AS_CONFIGURED,
                Enforcement.ENFORCED);
    }

    private Answer<SubjectSchema> imported(Subject subject, SchemaText schema, int id, int version) {
        return registry.register(
                CALLER,
                subject,
                new Submission(schema, Optional.of(version), Optional.of(new SchemaId(id))),
                Normalize.AS_CONFIGURED,
                Enforcement.ENFORCED);
    }

    private Answer<SubjectSchema> lookup(Subject subject, SchemaText schema, Deleted deleted) {
        return registry.lookup(subject, Submission.of(schema), Normalize.AS_CONFIGURED, deleted);
    }

    private Answer<Version> deleteVersion(Subject subject, int version, Deletion deletion) {
        return registry.deleteVersion(CALLER, subject, exact(version), deletion);
    }

    private void purge(Subject subject) {
        done(registry.deleteSubject(CALLER, subject, Deletion.SOFT));
        done(registry.deleteSubject(CALLER, subject, Deletion.PERMANENT));
    }

    private ConfigSettings changeConfig(Scope scope, ConfigChange change) {
        return done(registry.changeConfig(CALLER, scope, change));
    }

    private CompatibilityLevel level(Scope scope) {
        return done(registry.config(scope, Inheritance.IN_FORCE))
                .compatibilityLevel()
                .orElseThrow();
    }

    private List<Integer> versions(Subject subject, Deleted deleted) {
        return done(registry.versions(subject, deleted, Page.ALL)).stream()
                .map(state -> state.version().number())
                .toList();
    }

    private static ConfigChange aliasChange(String alias) {
        return new ConfigChange(
                Edit.to(alias),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
    }

    private static SchemaText withOwner(SchemaText schema, String owner) {
        return schema.withMetadata(Optional.of(Metadata.of(Map.of(), Map.of("owner", owner), Set.of())));
    }

    private static VersionSelector exact(int version) {
        return new VersionSelector.Exact(new Version(version));
    }

    static <T> T done(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + ((Answer.Refused<T>) answer).refusal());
    }

    private static ErrorCode refusal(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused<?>) answer).refusal().code();
    }
}
