package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.export.Texts;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.AssociationEdit.Existing;
import dev.signet.server.registry.Associations.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do when it is read from one end to the other. */
public abstract class ExportContract extends StoreContract {
    @Test
    void an_empty_store_has_the_two_contexts_that_always_are() {
        assertThat(read(ExportSelection.ALL)).containsExactly("context . ", "context .__GLOBAL ");
    }

    @Test
    void everything_comes_in_order_each_subject_with_what_belongs_to_it() {
        Subject abroad = Subject.parse(":.c:é");
        registered(abroad, Schemas.record("E", "e"));
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        registered(parts, Schemas.record("P", "p"));
        deleteVersion(orders, 1, Deletion.SOFT);
        changeConfig(Scope.GLOBAL, ConfigChange.level(CompatibilityLevel.NONE));
        changeConfig(Scope.of(Subject.of("none")), ConfigChange.level(CompatibilityLevel.FULL));
        associate("b", AssociationType.VALUE, orders);
        associate("a", AssociationType.VALUE, orders);
        associate("a", AssociationType.KEY, orders);
        registry.changeMode(CALLER, Scope.of(parts), Mode.READONLY, Forced.NO);

        assertThat(read(ExportSelection.ALL))
                .containsExactly(
                        "context . ",
                        "context .__GLOBAL NONE",
                        "context .c ",
                        "subject none FULL",
                        "subject orders ",
                        "version orders 1 deleted text",
                        "version orders 2 live text",
                        "association orders a KEY",
                        "association orders a VALUE",
                        "association orders b VALUE",
                        "subject parts READONLY",
                        "version parts 1 live text",
                        "subject :.c:é ",
                        "version :.c:é 1 live text");
    }

    @Test
    void ids_that_no_version_has_are_told_with_what_they_stand_for() {
        registry.changeMode(CALLER, Scope.ROOT, Mode.IMPORT, Forced.NO);
        done(imported(orders, Schemas.record("R", "a"), 7, 1));
        done(imported(orders, Schemas.record("R", "b"), 8, 1));
        done(imported(parts, Schemas.record("R", "a"), 9, 1));
        done(imported(parts, Schemas.record("R", "c"), 10, 2));
        done(imported(parts, Schemas.record("R", "d"), 11, 2));

        assertThat(read(ExportSelection.ALL))
                .contains("id . 7 ", "id . 10 text")
                .noneMatch(
                        line -> line.startsWith("id . 8") || line.startsWith("id . 9") || line.startsWith("id . 11"));
        assertThat(read(only("orders", Texts.ALL))).noneMatch(line -> line.startsWith("id "));
    }

    @Test
    void a_selection_is_of_subjects_by_name_and_of_texts() {
        for (String name : List.of("a", "a_b", "axb", "a%", ":.c:a")) {
            registered(Subject.parse(name), Schemas.record("R", "a"));
        }
        registered(orders, Schemas.record("R", "a"));
        registered(orders, Schemas.record("R", "a", "b"));
        registered(orders, Schemas.record("R", "a", "c"));
        deleteVersion(orders, 3, Deletion.SOFT);
        associate("t", AssociationType.VALUE, orders);

        assertThat(subjects(only("a_?", Texts.ALL))).containsExactly("a_b");
        assertThat(subjects(only("a?b", Texts.ALL))).containsExactly("a_b", "axb");
        assertThat(subjects(only("a%", Texts.ALL))).containsExactly("a%");
        assertThat(subjects(only("*a", Texts.ALL))).containsExactly("a", ":.c:a");
        assertThat(read(only("a", Texts.ALL))).noneMatch(line -> line.startsWith("association"));
        assertThat(read(only("orders", Texts.LIVE)))
                .contains(
                        "version orders 1 live text",
                        "version orders 2 live text",
                        "version orders 3 deleted ",
                        "association orders t VALUE");
        assertThat(read(only("orders", Texts.LATEST)))
                .contains("version orders 1 live ", "version orders 2 live text", "version orders 3 deleted ");
        assertThat(read(only("orders", Texts.NONE)))
                .contains("version orders 1 live ", "version orders 2 live ", "version orders 3 deleted ");
    }

    private static ExportSelection only(String glob, Texts texts) {
        return new ExportSelection(List.of(new SubjectGlob(glob)), texts, Revisions.INCLUDED);
    }

    private List<String> subjects(ExportSelection selection) {
        return read(selection).stream()
                .filter(line -> line.startsWith("subject "))
                .map(line -> line.substring("subject ".length()).strip())
                .toList();
    }

    private void associate(String topic, AssociationType type, Subject subject) {
        AssociationEdit edit = new AssociationEdit.Put(
                type, Optional.of(subject), Optional.empty(), Optional.empty(), Optional.empty(), Existing.KEPT);
        done(registry.associations()
                .orElseThrow()
                .edit(
                        CALLER,
                        new Resource("id of " + topic, "cluster", topic, Resource.TOPIC),
                        List.of(edit),
                        Execution.FOR_GOOD));
    }

    private List<String> read(ExportSelection selection) {
        Lines lines = new Lines();
        ((ExportRows) store).read(selection, lines);
        return lines.all;
    }

    /** What is told, as text. */
    private static final class Lines implements ExportRows.Reader {
        private final List<String> all = new ArrayList<>();

        @Override
        public void context(Context context, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {
            all.add("context " + context + " " + settings(config, mode));
        }

        @Override
        public void id(ContextId id, SchemaGuid guid, Optional<SchemaText> schema) {
            all.add("id " + id.context() + " " + id.id() + " " + (schema.isPresent() ? "text" : ""));
        }

        @Override
        public void subject(Subject subject, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {
            assertThat(revision).isPositive();
            all.add("subject " + subject.qualified() + " " + settings(config, mode));
        }

        @Override
        public void version(SubjectSchema version) {
            all.add("version " + version.subject().qualified() + " " + version.version() + " "
                    + (version.deleted() ? "deleted " : "live ")
                    + (version.schema().text().isEmpty() ? "" : "text"));
        }

        @Override
        public void association(Association association) {
            all.add("association " + association.subject().qualified() + " "
                    + association.resource().name() + " " + association.type());
        }

        private static String settings(Optional<ConfigSettings> config, Optional<Mode> mode) {
            return config.flatMap(ConfigSettings::compatibilityLevel)
                            .map(Enum::name)
                            .orElse("")
                    + mode.map(Enum::name).orElse("");
        }
    }
}
