package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do when schemas are registered and checked. */
public abstract class RegistrationContract extends StoreContract {
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
        changeConfig(Scope.ROOT, ConfigChanges.normalizing());

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
}
