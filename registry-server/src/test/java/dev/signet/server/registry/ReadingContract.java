package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must show to readers. */
public abstract class ReadingContract extends StoreContract {
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
        assertThat(registry.schemas(SchemaList.of("z", Deleted.EXCLUDED, Which.ALL), Page.ALL))
                .hasSize(1);
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
        changeConfig(Scope.of(alias), ConfigChanges.alias("orders"));

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
}
