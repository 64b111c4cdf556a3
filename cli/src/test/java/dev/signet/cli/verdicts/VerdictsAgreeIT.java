package dev.signet.cli.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.cli.moving.RegistryHouse;
import dev.signet.cli.verdicts.Judged.Outcome;
import dev.signet.cli.verdicts.Lineage.Candidate;
import dev.signet.cli.verdicts.PublishedHistories.History;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.TypeNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Registration, the compatibility endpoint, the bulk dry run, the gate (by a registry, an export and git) and the checker
 * by itself say the same about each schema: the verdict and every reason.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class VerdictsAgreeIT {
    private static final Path CORPUS = Path.of(System.getProperty("signet.shared", "none"), "corpus", "radar");
    private static final int HISTORIES = Integer.getInteger("signet.test.judged-histories", 16);
    private static final int RANDOM = Integer.getInteger("signet.test.judged-random-histories", 6);
    private static final int STEPS = 15;

    @TempDir
    private static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Judges judges;

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    @BeforeAll
    static void start() {
        house = new RegistryHouse(temp.resolve("house"));
        judges = new Judges(house.empty(), temp.resolve("trees"));
    }

    @AfterAll
    static void stop() {
        System.out.println("VerdictsAgreeIT: " + judges.asked() + " verdicts were asked for");
        judges.close();
        house.close();
    }

    @ParameterizedTest
    @EnumSource(CompatibilityLevel.class)
    void each_step_of_published_histories_is_judged_alike_by_all(CompatibilityLevel level) {
        assumeTrue(Files.isDirectory(CORPUS), "skipped: the published histories are not at " + CORPUS);
        String context = ":." + level.name().toLowerCase(Locale.ROOT) + ":";
        judges.setLevel(Subject.parse(context), level);
        List<History> histories = PublishedHistories.read(CORPUS).some(HISTORIES);
        Map<String, Lineage> byType = new HashMap<>();
        for (History history : histories) {
            Lineage lineage = new Lineage(Subject.parse(context + history.name()));
            judge(history, lineage, level, byType);
            if (!lineage.isEmpty()) {
                byType.put(lineage.latestName(), lineage);
            }
        }
        System.out.printf("%s: %d published histories, %s%n", level, histories.size(), outcomes);
        assertThat(outcomes.getOrDefault(Outcome.COMPATIBLE, 0)).isGreaterThan(histories.size());
        assertThat(outcomes.containsKey(Outcome.INCOMPATIBLE)).isEqualTo(level != CompatibilityLevel.NONE);
    }

    private void judge(History history, Lineage lineage, CompatibilityLevel level, Map<String, Lineage> byType) {
        List<Candidate> candidates = history.revisions().stream()
                .map(text -> new Candidate(text, needs(text, byType)))
                .toList();
        List<Judged> dry = judges.dryRun(lineage, candidates, Optional.empty());
        for (int i = 0; i < candidates.size(); i++) {
            String what = "%s, %s, revision %d".formatted(level, history.name(), i + 1);
            step(lineage, candidates.get(i), level, dry.get(i), what);
        }
    }

    private static List<Lineage> needs(String text, Map<String, Lineage> byType) {
        return TypeNames.of(text).used().stream()
                .flatMap(type -> Optional.ofNullable(byType.get(type)).stream())
                .distinct()
                .toList();
    }

    private void step(Lineage lineage, Candidate candidate, CompatibilityLevel level, Judged dry, String what) {
        Judged said = judges.agree(lineage, candidate, level, dry, what);
        judges.agreeWithGit(lineage, candidate, level, said, what);
        outcomes.merge(said.outcome(), 1, Integer::sum);
        if (said.outcome() == Outcome.COMPATIBLE) {
            lineage.add(candidate);
        }
    }

    @Test
    void each_step_of_random_histories_is_judged_alike_by_all() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("VerdictsAgreeIT seed " + seed + " (-Dsignet.test.seed repeats it)");
        for (int i = 0; i < RANDOM; i++) {
            RandomLineage random = new RandomLineage(judges, "random-" + i, new SplittableRandom(seed + i));
            for (int step = 0; step < STEPS; step++) {
                String what = "seed %d, history %d, step %d".formatted(seed, i, step);
                random.move(what).forEach(said -> outcomes.merge(said.outcome(), 1, Integer::sum));
            }
        }
        System.out.printf("%d random histories, %s%n", RANDOM, outcomes);
        assertThat(outcomes).containsOnlyKeys(Outcome.values());
    }
}
