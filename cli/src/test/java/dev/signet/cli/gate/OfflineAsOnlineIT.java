package dev.signet.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.moving.RegistryHouse;
import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSignetRegistry;
import dev.signet.client.SignetRegistry;
import dev.signet.gate.baseline.Baseline;
import dev.signet.gate.baseline.BaselineResult;
import dev.signet.gate.baseline.LockBaseline;
import dev.signet.gate.baseline.RegistryBaseline;
import dev.signet.gate.config.SubjectMetadata;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.Discovery;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.SubjectNaming;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Outcome;
import dev.signet.schema.Metadata;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the gate works out by an export is what the registry says in a dry run of the same files: over random levels,
 * groups, aliases, modes, normalisation, metadata, deletions and changes of shared types.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OfflineAsOnlineIT {
    private static final int ROUNDS = Integer.getInteger("signet.test.offline-rounds", 40);
    private static final int SUBJECTS = 6;
    private static final List<String> LEVELS = List.of(
            "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE");

    @TempDir
    private Path temp;

    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    @Test
    void an_export_says_what_the_registry_says() throws IOException {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("OfflineAsOnlineIT seed " + seed + " (-Dsignet.test.seed repeats it)");
        try (RegistryHouse house = new RegistryHouse(temp.resolve("house"))) {
            RegistryCalls registry = new RegistryCalls(house.empty());
            for (int round = 0; round < ROUNDS; round++) {
                compare(registry, round, new SplittableRandom(seed + round));
            }
        }
        System.out.println(ROUNDS + " rounds of " + SUBJECTS + " files: " + outcomes);
        assertThat(outcomes)
                .containsKeys(
                        Outcome.NEW,
                        Outcome.UNCHANGED,
                        Outcome.COMPATIBLE,
                        Outcome.INCOMPATIBLE,
                        Outcome.BLOCKED,
                        Outcome.REFUSED);
    }

    private void compare(RegistryCalls registry, int round, SplittableRandom random) throws IOException {
        String context = ":.r" + round + ":";
        List<SubjectMetadata.Entry> metadata = new ArrayList<>();
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < SUBJECTS; i++) {
            List<String> registered = settle(registry, context, i, random);
            String group = Integer.toString(random.nextInt(2));
            if (random.nextBoolean()) {
                metadata.add(new SubjectMetadata.Entry(
                        new SubjectGlob(context + "s" + i), Metadata.of(Map.of(), Map.of("g", group), Set.of())));
            }
            boolean again = !registered.isEmpty() && random.nextInt(2) == 0;
            texts.put("s" + i + ".avsc", again ? registered.get(random.nextInt(registered.size())) : text(i, random));
        }
        Wishes wishes = new Wishes(
                new SubjectMetadata(metadata), random.nextInt(4) == 0 ? Spelling.NORMALIZED : Spelling.CANONICAL);
        List<SchemaFile> files = new Discovery(SubjectNaming.template(context + "{file}"))
                .discover(texts)
                .files();
        ClientSettings settings = ClientSettings.of(registry.address());
        List<Judgement> online = judged(new RegistryBaseline(settings, wishes), files);
        List<Judgement> offline = judged(new LockBaseline(lock(settings, context), wishes), files);
        for (int i = 0; i < files.size(); i++) {
            outcomes.merge(online.get(i).outcome(), 1, Integer::sum);
            assertThat(said(offline.get(i)))
                    .as("round %d, %s: %s", round, files.get(i).path(), online.get(i))
                    .isEqualTo(said(online.get(i)));
        }
    }

    private static List<Object> said(Judgement judgement) {
        return List.of(
                judgement.outcome(),
                judgement.version(),
                judgement.differences().stream().map(Difference::explanation).toList(),
                judgement.warnings().stream().map(Difference::explanation).toList());
    }

    private static List<Judgement> judged(Baseline baseline, List<SchemaFile> files) {
        BaselineResult result = baseline.judge(files);
        assertThat(result).isInstanceOf(BaselineResult.Judged.class);
        return ((BaselineResult.Judged) result).round().judgements();
    }

    /** A subject with settings and a history, whose texts are answered. */
    private static List<String> settle(RegistryCalls registry, String context, int number, SplittableRandom random) {
        String subject = (context + "s" + number).replace(":", "%3A");
        if (number == 0) {
            registry.send("PUT", "/config/" + context.replace(":", "%3A"), config(random));
        }
        List<String> texts = new ArrayList<>();
        int versions = random.nextInt(5);
        for (int i = 0; i < versions; i++) {
            String uses = number > 0 && random.nextBoolean() ? used(context, number) : "";
            String group =
                    random.nextBoolean() ? ",\"metadata\":{\"properties\":{\"g\":\"" + random.nextInt(2) + "\"}}" : "";
            String text = uses.isEmpty() ? alone(number, random) : text(number, random);
            texts.add(text);
            registry.register(subject, text, group + uses);
        }
        for (int i = 1; i <= versions; i++) {
            if (random.nextInt(5) == 0) {
                registry.send("DELETE", "/subjects/" + subject + "/versions/" + i, "");
            }
        }
        if (random.nextBoolean()) {
            registry.send("PUT", "/config/" + subject, config(random));
        }
        if (random.nextInt(8) == 0 && number > 0) {
            registry.send(
                    "PUT", "/config/" + subject, "{\"alias\":\"" + context + "s" + random.nextInt(number) + "x\"}");
        }
        if (random.nextInt(8) == 0) {
            registry.send("PUT", "/mode/" + subject, "{\"mode\":\"READONLY\"}");
        }
        return texts;
    }

    private static String used(String context, int number) {
        return ",\"references\":[{\"name\":\"n.S%d\",\"subject\":\"%ss%d\",\"version\":-1}]"
                .formatted(number - 1, context, number - 1);
    }

    private static String config(SplittableRandom random) {
        StringBuilder config =
                new StringBuilder("{\"compatibility\":\"" + LEVELS.get(random.nextInt(LEVELS.size())) + "\"");
        if (random.nextInt(3) == 0) {
            config.append(",\"normalize\":").append(random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            config.append(",\"compatibilityGroup\":\"g\"");
        }
        if (random.nextInt(6) == 0) {
            config.append(",\"defaultMetadata\":{\"properties\":{\"g\":\"1\"}}");
        }
        return config.append('}').toString();
    }

    private static String alone(int number, SplittableRandom random) {
        List<String> fields = new ArrayList<>(List.of("id:\"string\""));
        for (String name : List.of("a", "b", "c")) {
            switch (random.nextInt(5)) {
                case 0 -> fields.add(name + ":\"int\"");
                case 1 -> fields.add(name + ":\"int\"=0");
                case 2 -> fields.add(name + ":\"long\"=0");
                default -> {}
            }
        }
        return RegistryCalls.record("S" + number, fields.toArray(String[]::new));
    }

    private static String text(int number, SplittableRandom random) {
        String alone = alone(number, random);
        return number == 0 || random.nextInt(3) != 0
                ? alone
                : alone.replace(
                        "{\"name\":\"id\"", "{\"name\":\"use\",\"type\":\"S" + (number - 1) + "\"},\n{\"name\":\"id\"");
    }

    private Path lock(ClientSettings settings, String context) throws IOException {
        ExportSelection selection = new ExportSelection(
                List.of(new SubjectGlob(context + "*")),
                dev.signet.schema.export.Texts.ALL,
                dev.signet.schema.export.Revisions.LEFT_OUT);
        try (SignetRegistry signet = new HttpSignetRegistry(settings)) {
            List<ExportItem> items = signet.export(selection).asOptional().orElseThrow();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ExportFormat.line(new ExportItem.Header(selection)));
            out.write('\n');
            for (ExportItem item : items) {
                out.writeBytes(ExportFormat.line(item));
                out.write('\n');
            }
            out.writeBytes(ExportFormat.line(new ExportItem.End(items.size())));
            out.write('\n');
            return Files.write(temp.resolve("lock.jsonl"), out.toByteArray());
        }
    }
}
