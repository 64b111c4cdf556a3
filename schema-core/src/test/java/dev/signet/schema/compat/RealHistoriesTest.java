package dev.signet.schema.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.avro.TypeNames;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Published histories of real schemas: our verdict on each step is that of Avro's checker, at every level. */
class RealHistoriesTest {
    private static final Path CORPUS = Path.of(System.getProperty("signet.shared", "none"), "corpus", "radar");

    private final Map<Path, List<String>> histories = new TreeMap<>();
    private final Map<String, Path> definedIn = new LinkedHashMap<>();
    private final Map<String, String> newest = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "skipped: the published histories are not at " + CORPUS);
        try (Stream<Path> files = Files.walk(CORPUS)) {
            files.filter(file -> file.toString().endsWith(".avsc")).sorted().forEach(file -> {
                String text = text(file);
                Path folder = CORPUS.relativize(file).getParent();
                histories.computeIfAbsent(folder, key -> new ArrayList<>()).add(text);
                TypeNames.of(text).declared().forEach(name -> definedIn.putIfAbsent(name, folder));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(CompatibilityLevel.class)
    void every_step_of_every_history_is_judged_as_by_avro(CompatibilityLevel level) {
        Set<Path> order = new LinkedHashSet<>();
        histories.keySet().forEach(folder -> addAfterItsReferences(folder, order, new LinkedHashSet<>()));
        int steps = 0;
        int refused = 0;
        for (Path folder : order) {
            List<EarlierVersion> taken = new ArrayList<>();
            for (String text : histories.getOrDefault(folder, List.of())) {
                Optional<ParsedSchema> schema = parsed(text);
                if (schema.isEmpty()) {
                    continue;
                }
                steps++;
                Verdict verdict = new CompatibilityChecker().check(schema.get(), taken, level);
                assertThat(verdict.isCompatible())
                        .as("%s, revision %d, %s: %s", folder, taken.size() + 1, level, verdict)
                        .isEqualTo(isCompatibleToAvro(schema.get(), taken, level));
                if (verdict.isCompatible()) {
                    taken.add(0, new EarlierVersion(new Version(taken.size() + 1), new SchemaId(steps), schema.get()));
                    TypeNames.of(text).declared().forEach(name -> newest.put(name, text));
                } else {
                    refused++;
                }
            }
        }
        System.out.printf("%s: %d steps of %d histories, %d refused%n", level, steps, order.size(), refused);
        assertThat(steps).isGreaterThan(histories.size());
        assertThat(refused > 0).isEqualTo(level != CompatibilityLevel.NONE);
    }

    private void addAfterItsReferences(Path folder, Set<Path> order, Set<Path> open) {
        if (order.contains(folder) || !open.add(folder)) {
            return;
        }
        for (String text : histories.getOrDefault(folder, List.of())) {
            for (String name : TypeNames.of(text).used()) {
                Optional.ofNullable(definedIn.get(name)).ifPresent(other -> addAfterItsReferences(other, order, open));
            }
        }
        order.add(folder);
    }

    private Optional<ParsedSchema> parsed(String text) {
        Map<String, ResolvedReference> needed = new LinkedHashMap<>();
        addNeeded(text, needed);
        ParseResult result = new AvroFormat().parse(text, List.copyOf(needed.values()), Strictness.NEW);
        return result instanceof ParseResult.Parsed parsed ? Optional.of(parsed.schema()) : Optional.empty();
    }

    private void addNeeded(String text, Map<String, ResolvedReference> needed) {
        for (String name : TypeNames.of(text).used()) {
            String other = newest.get(name);
            if (other != null && !needed.containsKey(name)) {
                addNeeded(other, needed);
                needed.put(name, new ResolvedReference(new SchemaReference(name, name, 1), other));
            }
        }
    }

    private static boolean isCompatibleToAvro(
            ParsedSchema candidate, List<EarlierVersion> taken, CompatibilityLevel level) {
        List<EarlierVersion> counting =
                level.isTransitive() ? taken : taken.stream().limit(1).toList();
        return counting.stream()
                .allMatch(earlier -> level.directions().stream().allMatch(direction -> {
                    Schema ours = ((AvroSchema) candidate).avro();
                    Schema theirs = ((AvroSchema) earlier.schema()).avro();
                    return direction == Direction.BACKWARD ? isReadable(ours, theirs) : isReadable(theirs, ours);
                }));
    }

    private static boolean isReadable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
