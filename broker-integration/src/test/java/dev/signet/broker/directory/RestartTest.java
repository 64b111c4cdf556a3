package dev.signet.broker.directory;

import static dev.signet.broker.directory.Directories.LONG;
import static dev.signet.broker.directory.Directories.associated;
import static dev.signet.broker.directory.Directories.record;
import static dev.signet.broker.directory.Directories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory knows after a restart, with and without a registry. */
class RestartTest {

    private static final SubjectRule ORDERS = rule("orders");

    @TempDir
    private Path folder;

    private DirectorySettings settings;
    private Directories directories;

    @BeforeEach
    void start() {
        settings = DirectorySettings.STANDARD.withCacheFolder(folder.resolve("cache"));
        directories = new Directories(settings);
        Await.until(() -> directories.now().state().diskCache(), DiskCache.EMPTY::equals);
    }

    @AfterEach
    void close() {
        directories.close();
    }

    private void restartWithoutRegistry() {
        directories.registry.reachable(false);
        directories.restart(settings);
    }

    private Path file() {
        return folder.resolve("cache").resolve(CacheFile.NAME);
    }

    @Test
    void a_known_schema_is_known_after_a_restart_without_a_registry() {
        directories.registry.register("item", record("Item"));
        int id = directories.registry.register(
                "orders-value",
                SchemaText.avro(
                        "{\"type\":\"array\",\"items\":\"Item\"}", List.of(new SchemaReference("Item", "item", 1))));
        directories.settled(ORDERS, id);
        restartWithoutRegistry();

        SchemaAnswer answer = directories.settled(ORDERS, id);

        assertThat(answer).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.check().accepts(new byte[] {2, 8, 0}, 0, 3)).isTrue();
            assertThat(known.check().accepts(new byte[] {2, 8}, 0, 2)).isFalse();
        });
        UUID guid = RegistryTwin.guid(SchemaText.avro(
                        "{\"type\":\"array\",\"items\":\"Item\"}", List.of(new SchemaReference("Item", "item", 1))))
                .value();
        assertThat(directories.now().schema(ORDERS, guid.getMostSignificantBits(), guid.getLeastSignificantBits()))
                .isSameAs(answer);
        assertThat(directories.now().state().diskCache()).isEqualTo(DiskCache.LOADED);
    }

    @Test
    void what_was_not_known_waits_after_a_restart_without_a_registry() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        assertThat(directories.settled(ORDERS, 99)).isInstanceOf(UnknownId.class);
        restartWithoutRegistry();
        directories.settled(ORDERS, id);
        directories.now().schema(ORDERS, 99);
        Await.until(() -> directories.now().awayNanos(), away -> away > 0);

        assertThat(directories.now().schema(ORDERS, 99)).isInstanceOf(Pending.class);
        assertThat(directories.now().schema(rule("other"), id)).isInstanceOf(Pending.class);
        assertThat(directories.now().presence(rule("other"))).isEqualTo(SubjectPresence.PENDING);
    }

    @Test
    void whether_a_subject_exists_holds_as_it_was_last_seen() {
        directories.registry.register("orders-value", LONG);
        assertThat(directories.settled(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(rule("plain"))).isEqualTo(SubjectPresence.ABSENT);
        directories.passes(Duration.ofHours(3));
        restartWithoutRegistry();

        assertThat(directories.settled(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(rule("plain"))).isEqualTo(SubjectPresence.ABSENT);
        directories.now().presence(rule("unseen"));
        assertThat(directories.now().presence(rule("unseen"))).isEqualTo(SubjectPresence.PENDING);
    }

    @Test
    void that_a_subject_was_absent_before_the_restart_is_not_believed_where_the_registry_answers() {
        assertThat(directories.settled(ORDERS)).isEqualTo(SubjectPresence.ABSENT);
        directories.passes(Duration.ofSeconds(2));
        directories.registry.register("orders-value", LONG);
        directories.restart(settings);
        Await.until(() -> directories.now().state().diskCache(), DiskCache.LOADED::equals);

        assertThat(directories.settled(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
    }

    @Test
    void associations_record_names_and_soft_deletions_outlive_a_restart() {
        SubjectRule byAssociation = associated("orders", SubjectNaming.TOPIC);
        SubjectRule byRecord = rule("items", SubjectNaming.RECORD);
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        int order = directories.registry.register("sales", LONG);
        int item = directories.registry.register("shop.Item", record("shop.Item"));
        directories.registry.softDelete("shop.Item");
        directories.settled(byAssociation, order);
        directories.settled(byRecord, item);
        restartWithoutRegistry();

        assertThat(directories.settled(byAssociation, order)).isInstanceOf(Known.class);
        assertThat(directories.settled(byRecord, item))
                .isInstanceOfSatisfying(
                        Known.class, known -> assertThat(known.deleted()).isTrue());
    }

    @Test
    void that_there_are_schemas_for_a_topic_whose_records_name_their_subjects_outlives_a_restart() {
        SubjectRule items = rule("items", SubjectNaming.RECORD);
        int id = directories.registry.register("shop.Item", record("shop.Item"));
        directories.settled(items, id);
        assertThat(directories.settled(items)).isEqualTo(SubjectPresence.PRESENT);
        restartWithoutRegistry();

        assertThat(directories.settled(items)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(rule("items", SubjectNaming.TOPIC_RECORD)))
                .isEqualTo(SubjectPresence.ABSENT);
    }

    @Test
    void a_schema_that_cannot_be_checked_is_remembered_with_the_reason() {
        int id = directories.registry.register(
                "orders-value", new SchemaText(SchemaType.JSON, "{}", List.of(), Optional.empty(), Optional.empty()));
        SchemaAnswer answer = directories.settled(ORDERS, id);
        assertThat(answer).isInstanceOf(Unusable.class);
        restartWithoutRegistry();

        assertThat(directories.settled(ORDERS, id)).isEqualTo(answer);
    }

    @Test
    void what_was_deleted_meanwhile_is_noticed_after_the_start_and_leaves_the_disk() {
        int id = directories.registry.register("orders-value", LONG);
        int kept = directories.registry.register("payments-value", record("Kept"));
        directories.settled(ORDERS, id);
        directories.settled(rule("payments"), kept);
        directories.now().close();
        directories.registry.deleteWithIds("orders-value");
        directories.restart(settings);
        Await.until(() -> directories.now().state().schemas(), loaded -> loaded == 2);
        assertThat(directories.settled(ORDERS, id)).isInstanceOf(Known.class);
        directories.passes(Duration.ofSeconds(16));
        Await.until(() -> directories.now().schema(ORDERS, id), UnknownId.class::isInstance);
        directories.passes(Duration.ofSeconds(6));

        Await.until(this::read, content -> content.schemas().size() == 1);
        restartWithoutRegistry();
        assertThat(directories.settled(rule("payments"), kept)).isInstanceOf(Known.class);
        assertThat(directories.now().schema(ORDERS, id)).isInstanceOf(Pending.class);
    }

    private CacheContent read() {
        try {
            return CacheCodec.read(Files.readAllBytes(file()));
        } catch (IOException | CacheCodec.UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void another_registry_in_the_place_of_the_first_is_noticed_by_the_contents() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        directories.now().close();
        directories.registry.replace(id, SchemaText.avro("\"boolean\""));
        directories.restart(settings);
        Await.until(() -> directories.now().state().schemas(), loaded -> loaded == 1);
        directories.settled(ORDERS, id);
        directories.passes(Duration.ofSeconds(16));

        Await.until(
                () -> directories.now().schema(ORDERS, id),
                answer -> answer instanceof Known known
                        && known.check().accepts(new byte[] {1}, 0, 1)
                        && !known.check().accepts(new byte[] {2}, 0, 1));
    }

    @Test
    void how_old_the_oldest_answer_is_counts_across_a_restart() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        directories.registry.reachable(false);
        directories.now().presence(rule("x"));
        Await.until(() -> directories.now().state().registryReachable(), reachable -> !reachable);
        directories.passes(Duration.ofHours(2));
        directories.restart(settings);
        Await.until(() -> directories.now().state().diskCache(), DiskCache.LOADED::equals);
        directories.settled(ORDERS, id);
        directories.passes(Duration.ofMinutes(5));
        directories.now().presence(rule("x"));

        DirectoryState state = Await.until(() -> directories.now().state(), now -> !now.registryReachable());

        assertThat(state.oldestAnswerAge()).isEqualTo(Duration.ofMinutes(125));
        assertThat(state.schemas()).isEqualTo(1);
        assertThat(state.unreachableFor()).isPositive();
    }

    @Test
    void what_is_known_is_written_while_running_too() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        directories.passes(Duration.ofSeconds(6));

        Await.until(() -> Files.exists(file()), Boolean.TRUE::equals);
        assertThat(read().schemas()).hasSize(1);
    }

    @Test
    void what_topics_are_associated_with_is_forgotten_after_days_without_use() {
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        directories.registry.register("sales", LONG);
        directories.settled(associated("orders", SubjectNaming.TOPIC));
        directories.passes(Duration.ofSeconds(6));
        Await.until(() -> Files.exists(file()) && read().topics().size() == 1, Boolean.TRUE::equals);

        Await.until(
                () -> {
                    directories.passes(Duration.ofHours(1));
                    return read();
                },
                content -> content.topics().isEmpty());
    }

    @Test
    void a_folder_that_cannot_be_written_stops_nothing() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        try (Directories others = Directories.remembering(blocked)) {
            int id = others.registry.register("orders-value", LONG);

            assertThat(others.settled(ORDERS, id)).isInstanceOf(Known.class);
            others.passes(Duration.ofSeconds(6));
            Await.until(() -> others.now().state().diskCache(), DiskCache.FAILED::equals);
            assertThat(others.settled(rule("other"), id)).isInstanceOf(OtherSubject.class);
        }
    }
}
