package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Metadata;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.ChangeSet.Configure;
import dev.signet.server.registry.ChangeSet.Item;
import dev.signet.server.registry.ChangeSet.Register;
import dev.signet.server.registry.ChangeSetReport.Outcome;
import dev.signet.server.registry.ChangeSetReport.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random change sets on random histories, and the same changes one by one. */
final class RandomChangeSets {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");
    private static final List<String> SUBJECTS = List.of("a", "b", ":.x:a", "c", "d");

    private final SplittableRandom random;
    private final Map<String, Integer> told = new TreeMap<>();

    RandomChangeSets(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Map<String, Integer> told() {
        return told;
    }

    static RuleSet badRules() {
        Rule nameless =
                new Rule("", null, "TRANSFORM", null, "T", new TreeSet<>(), new TreeMap<>(), null, null, null, false);
        return new RuleSet(List.of(), List.of(nameless), List.of(), null);
    }

    /** Gives both the same history, one the set and the other its changes, and compares answers and what is left. */
    void compare(Registry bulk, Registry single, String what) {
        long history = random.nextLong();
        for (Registry registry : List.of(bulk, single)) {
            RandomChangeSets earlier = new RandomChangeSets(history);
            for (int i = 0; i < 12; i++) {
                earlier.send(registry, earlier.item(earlier.random.nextInt(SUBJECTS.size()), List.of()));
                earlier.maybeDelete(registry);
            }
        }
        List<Item> inOrder = set();
        List<Item> asSent = shuffled(inOrder);
        List<String> before = observed(bulk);

        ChangeSetReport report = bulk.apply(CALLER, new ChangeSet(asSent), Optional.empty())
                .asOptional()
                .orElseThrow();

        Map<Item, String> expected = new IdentityHashMap<>();
        inOrder.forEach(item -> expected.put(item, send(single, item)));
        // Alone, a schema may still find an older version of what it refers to, and then the next one finds it.
        Set<Subject> astray = new HashSet<>();
        for (int i = 0; i < asSent.size(); i++) {
            String said = told(report.outcomes().get(i));
            if (said.contains("is refused; correct that one first")) {
                astray.add(asSent.get(i).named());
            } else if (!astray.contains(asSent.get(i).named())) {
                assertThat(said).as("%s, change %d: %s", what, i, asSent.get(i)).isEqualTo(expected.get(asSent.get(i)));
            }
        }
        told.merge(report.isAccepted() ? "applied" : "refused", 1, Integer::sum);
        assertThat(observed(bulk)).as(what).isEqualTo(report.isAccepted() ? observed(single) : before);
    }

    /** Settings, then subject by subject, each referring to those before it only. */
    private List<Item> set() {
        List<Item> items = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            SUBJECTS.forEach(subject -> items.add(
                    new Configure(Scope.of(Subject.parse(subject)), ConfigChange.level(CompatibilityLevel.NONE))));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add(new Configure(scope(), change()));
        }
        List<String> before = new ArrayList<>();
        for (int subject = 0; subject < SUBJECTS.size(); subject++) {
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                items.add(item(subject, before));
            }
            if (count > 0) {
                before.add(SUBJECTS.get(subject));
            }
        }
        return items;
    }

    /** In another order that means the same: each subject's changes stay in theirs, and so do settings. */
    private List<Item> shuffled(List<Item> items) {
        Map<String, List<Item>> queues = new TreeMap<>();
        items.forEach(item -> queues.computeIfAbsent(
                        item instanceof Configure ? "settings" : item.named().qualified(), any -> new ArrayList<>())
                .add(item));
        List<Item> shuffled = new ArrayList<>();
        while (!queues.isEmpty()) {
            List<String> names = List.copyOf(queues.keySet());
            String name = names.get(random.nextInt(names.size()));
            List<Item> queue = queues.getOrDefault(name, List.of());
            shuffled.add(queue.remove(0));
            if (queue.isEmpty()) {
                queues.remove(name);
            }
        }
        return shuffled;
    }

    private Item item(int subject, List<String> others) {
        SchemaText schema = others.isEmpty() || random.nextInt(3) > 0 ? schema() : referring(others);
        if (random.nextInt(6) == 0) {
            schema = schema.withMetadata(
                    Optional.of(Metadata.of(Map.of(), Map.of("owner", "o" + random.nextInt(2)), Set.of())));
        }
        Submission submission = random.nextInt(30) == 0
                ? new Submission(schema, Optional.of(random.nextInt(4) - 1), Optional.empty())
                : Submission.of(schema);
        return new Register(
                Subject.parse(SUBJECTS.get(subject)),
                submission,
                random.nextInt(5) == 0 ? Normalize.YES : Normalize.AS_CONFIGURED);
    }

    private SchemaText referring(List<String> others) {
        String other = Subject.parse(others.get(random.nextInt(others.size()))).qualified();
        String written = other.startsWith(":") ? other : ":.:" + other;
        return Schemas.referring("W" + random.nextInt(2), "R", written, random.nextInt(9) == 0 ? 1 : -1);
    }

    private SchemaText schema() {
        return switch (random.nextInt(12)) {
            case 0 -> Schemas.required("R", "f", random.nextInt(4) > 0 ? "int" : "long");
            case 1 -> SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"q\":1,\"p\":2,\"fields\":[]}");
            case 2 -> SchemaText.avro(random.nextInt(6) == 0 ? "nonsense" : "");
            default -> Schemas.record("R", "f" + random.nextInt(3), "g" + random.nextInt(2));
        };
    }

    private Scope scope() {
        return switch (random.nextInt(6)) {
            case 0 -> Scope.ROOT;
            case 1 -> Scope.GLOBAL;
            case 2 -> Scope.of(Subject.parse(":.x:"));
            default -> Scope.of(Subject.parse(SUBJECTS.get(random.nextInt(SUBJECTS.size()))));
        };
    }

    private ConfigChange change() {
        return switch (random.nextInt(5)) {
            case 0 -> ConfigChanges.normalizing();
            case 1 ->
                ConfigChanges.metadata(
                        Metadata.of(Map.of(), Map.of("team", "t"), Set.of()),
                        Metadata.of(Map.of(), Map.of("owner", "all"), Set.of()));
            default -> ConfigChange.level(CompatibilityLevel.values()[random.nextInt(7)]);
        };
    }

    private void maybeDelete(Registry registry) {
        Subject subject = Subject.parse(SUBJECTS.get(random.nextInt(SUBJECTS.size())));
        switch (random.nextInt(6)) {
            case 0 -> registry.deleteSubject(CALLER, subject, Deletion.SOFT);
            case 1 -> registry.deleteSubject(CALLER, subject, Deletion.PERMANENT);
            case 2 -> registry.deleteVersion(CALLER, subject, StoreContract.exact(1), Deletion.SOFT);
            default -> {}
        }
    }

    private String send(Registry registry, Item item) {
        if (item instanceof Configure configure) {
            Answer<ConfigSettings> answer = registry.changeConfig(CALLER, configure.scope(), configure.change());
            return answer instanceof Answer.Refused<ConfigSettings> refused
                    ? refused.refusal().toString()
                    : answer.asOptional().orElseThrow().toString();
        }
        Register register = (Register) item;
        Answer<SubjectSchema> answer = registry.register(
                CALLER, register.named(), register.submission(), register.normalize(), Enforcement.ENFORCED);
        return answer instanceof Answer.Refused<SubjectSchema> refused
                ? withoutIds(refused.refusal().toString())
                : told(answer.asOptional().orElseThrow());
    }

    private static String told(Outcome outcome) {
        if (outcome instanceof Stored stored) {
            return told(stored.schema());
        }
        return outcome instanceof ChangeSetReport.Configured configured
                ? configured.settings().toString()
                : withoutIds(((ChangeSetReport.Refused) outcome).refusal().toString());
    }

    private static String told(SubjectSchema schema) {
        return schema.subject() + " " + schema.version() + " " + schema.guid() + " " + schema.schema();
    }

    private static String withoutIds(String told) {
        return told.replaceAll("\\bid=\\d+", "id=…");
    }

    private static List<String> observed(Registry registry) {
        List<String> seen = new ArrayList<>();
        for (ListedSchema listed : registry.schemas(SchemaList.of(":*:", Deleted.INCLUDED, Which.ALL), Page.ALL)) {
            SubjectSchema version = listed.version();
            seen.add(told(version) + " " + version.deleted());
            seen.add(registry.resolvedText(version.subject().context(), version.id())
                    .toString());
            seen.add(registry.config(Scope.of(version.subject()), Inheritance.IN_FORCE)
                    .toString());
        }
        seen.add(registry.contexts("", Page.ALL).toString());
        for (String scope : List.of("", ":.x:", ":.__GLOBAL:")) {
            seen.add(registry.config(Scope.of(Subject.parse(scope)), Inheritance.IN_FORCE)
                    .toString());
        }
        return seen;
    }
}
