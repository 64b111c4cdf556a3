package dev.signet.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RoundTripIT {
    private static final int HISTORIES = Integer.getInteger("signet.test.moved-histories", 3);
    private static final int STEPS = 250;
    private static final ExportSelection MOVABLE = new ExportSelection(List.of(), Texts.ALL, Revisions.LEFT_OUT);

    @TempDir
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    @BeforeAll
    static void start() {
        house = new RegistryHouse(data.resolve("house"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void what_was_exported_and_imported_is_exported_byte_for_byte_again() throws IOException {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("RoundTripIT seed " + seed + " (-Dsignet.test.seed repeats it)");
        int associations = 0;
        for (int i = 0; i < HISTORIES; i++) {
            RestWire from = new RestWire(house.empty());
            new RandomHistory(from, new SplittableRandom(seed + i)).write(STEPS);
            String exported = exported(from);
            associations += exported.split("\"item\":\"association\"", -1).length - 1;

            RestWire to = new RestWire(house.empty());
            Inventory source = new Inventory();
            ExportReading.read("it", new ByteArrayInputStream(exported.getBytes(StandardCharsets.UTF_8)), source);
            List<String> refused = importing(to, source);

            assertThat(refused).as("seed %d", seed + i).isEmpty();
            assertThat(exported(to)).as("seed %d", seed + i).isEqualTo(exported);
            assertThat(Verification.differences(source, RegistryReading.read(to, new Inventory())))
                    .isEmpty();
            house.clear();
        }
        assertThat(associations).as("associations that were moved").isPositive();
    }

    @Test
    void a_registry_without_an_export_is_read_as_whole_as_one_with_it() throws IOException {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("RoundTripIT seed " + seed + " (-Dsignet.test.seed repeats it)");
        URI address = house.empty();
        new RandomHistory(new RestWire(address), new SplittableRandom(seed)).write(STEPS);
        Inventory whole = RegistryReading.read(new RestWire(address), new Inventory());

        try (Middleman foreign = new Middleman(address).foreign();
                Middleman old = new Middleman(address).old()) {
            for (Middleman middleman : List.of(foreign, old)) {
                Inventory read = RegistryReading.read(new RestWire(middleman.address()), new Inventory());

                assertThat(read.versions()).as("seed %d", seed).isEqualTo(whole.versions());
                assertThat(read.associations()).as("seed %d", seed).isEqualTo(whole.associations());
                whole.subjects().forEach((subject, settings) -> {
                    // Whether the root's mode is set, or only in force, nobody tells but an export.
                    if (!subject.name().isEmpty() && read.subjects().containsKey(subject)) {
                        assertThat(read.settings(subject).mode())
                                .as("mode of %s, seed %d", subject, seed)
                                .isEqualTo(whole.settings(subject).mode());
                    }
                });
            }
        }
    }

    @Test
    void a_second_run_writes_nothing() throws IOException {
        URI from = house.empty();
        new RandomHistory(new RestWire(from), new SplittableRandom(7)).write(STEPS);
        Inventory source = RegistryReading.read(new RestWire(from), new Inventory());
        URI to = house.empty();
        importing(new RestWire(to), source);

        try (Middleman watched = new Middleman(to)) {
            assertThat(importing(new RestWire(watched.address()), source)).isEmpty();
            assertThat(watched.writes()).isZero();
        }
    }

    static List<String> importing(RestWire to, Inventory source) {
        List<String> refused = new ArrayList<>();
        List<String> stuck =
                new ImportRun(to, source, RegistryReading.read(to, new Inventory(source)), refusals(refused)).run(4);
        assertThat(stuck).isEmpty();
        return refused;
    }

    private static Report refusals(List<String> refused) {
        return (outcome, kind, name, detail) -> {
            if (outcome == Outcome.REFUSED) {
                refused.add(kind + " " + name + ": " + detail);
            }
        };
    }

    private static String exported(RestWire wire) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RegistryReading.copy(wire, MOVABLE, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
