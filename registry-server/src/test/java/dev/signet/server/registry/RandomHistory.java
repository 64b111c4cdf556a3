package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Metadata;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A random series of requests to a registry, the same for the same seed, and its answers as comparable text. */
public final class RandomHistory {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");
    private static final Pattern ID = Pattern.compile("\\bid=(\\d+)");
    private static final Pattern TIME = Pattern.compile("(createdAt|updatedAt|Association\\[guid)=[^,\\]]+");

    private final Registry registry;
    private final SplittableRandom random;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int imports;

    public RandomHistory(SchemaStore store, SplittableRandom random) {
        this.registry = new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
        this.random = random;
    }

    /** Makes one request; ids are named by the order of their appearance, for ranges make them differ by the clock. */
    public String step() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return told(
                    "register",
                    () -> registry.register(
                            CALLER,
                            subject(),
                            submission(),
                            normalize(),
                            random.nextInt(8) == 0 ? Enforcement.SKIPPED : Enforcement.ENFORCED));
        }
        if (kind < 57) {
            return told("delete version", () -> registry.deleteVersion(CALLER, subject(), selector(), deletion()));
        }
        if (kind < 64) {
            return told("delete subject", () -> registry.deleteSubject(CALLER, subject(), deletion()));
        }
        if (kind < 68) {
            return told(
                    "undelete version",
                    () -> registry.undeleteVersion(CALLER, subject(), selector(), Enforcement.ENFORCED));
        }
        if (kind < 70) {
            return told("undelete subject", () -> registry.undeleteSubject(CALLER, subject(), Enforcement.ENFORCED));
        }
        if (kind < 76) {
            return told("change config", () -> registry.changeConfig(CALLER, scope(), configChange()));
        }
        if (kind < 79) {
            return told("delete config", () -> registry.deleteConfig(CALLER, scope()));
        }
        if (kind < 83) {
            return told(
                    "change mode",
                    () -> registry.changeMode(CALLER, scope(), mode(), random.nextBoolean() ? Forced.YES : Forced.NO));
        }
        if (kind < 86) {
            return told(
                    "delete mode",
                    () -> registry.deleteMode(
                            CALLER, scope(), random.nextBoolean() ? Reach.SCOPE_ONLY : Reach.WITH_ITS_SUBJECTS));
        }
        if (kind < 88) {
            return told(
                    "delete context",
                    () -> registry.deleteContext(CALLER, subject().context()));
        }
        if (kind < 94) {
            return told("associate", () -> associations().edit(CALLER, topic(), edits(), execution()));
        }
        if (kind < 97) {
            return told("lookup", () -> registry.lookup(subject(), Submission.of(schema()), normalize(), deleted()));
        }
        return told("check", () -> registry.checkAll(subject(), Submission.of(schema()), normalize()));
    }

    /** All that a reader can see. */
    public List<String> observed() {
        List<String> seen = new ArrayList<>();
        for (Deleted deleted : Deleted.values()) {
            seen.add(told("subjects", () -> registry.subjects(":*:", deleted, Page.ALL)));
            for (String typed : List.of("r", "f1", "whole", "b", "g0")) {
                SearchQuery query =
                        SearchQuery.of(typed, SearchField.all()).asOptional().orElseThrow();
                for (Which which : Which.values()) {
                    SearchScope scope = SearchScope.of(":*:", which, deleted);
                    seen.add(told("search", () -> registry.search(query, scope, Page.ALL)));
                }
            }
            seen.add(told("summaries", () -> registry.summaries(":*:", deleted, Page.ALL)));
            for (Which which : Which.values()) {
                seen.add(told("schemas", () -> registry.schemas(SchemaList.of(":*:", deleted, which), Page.ALL)));
            }
        }
        seen.add(told(
                "associations",
                () -> associations().named(Optional.empty(), Optional.empty(), AssociationFilter.ALL, Page.ALL)));
        seen.add(told("aliases", () -> new TreeMap<>(registry.aliases())));
        seen.add(told("contexts", () -> registry.contexts("", Page.ALL)));
        SchemaList all = SchemaList.of(":*:", Deleted.INCLUDED, Which.ALL);
        for (ListedSchema listed : registry.schemas(all, Page.ALL)) {
            SubjectSchema version = listed.version();
            Context context = version.subject().context();
            SchemaId id = version.id();
            seen.add(told("by id", () -> registry.schema(context, id, Optional.of(version.subject()))));
            seen.add(told("by id", () -> registry.schema(context, id, Optional.empty())));
            seen.add(told("by guid", () -> registry.schema(version.guid())));
            seen.add(told("ids", () -> registry.idsOf(version.guid())));
            seen.add(told("resolved", () -> registry.resolvedText(context, id)));
            for (Deleted deleted : Deleted.values()) {
                seen.add(told(
                        "versions", () -> registry.versionsUsing(context, id, Optional.empty(), deleted, Page.ALL)));
                seen.add(told(
                        "referrers",
                        () -> registry.referencedBy(
                                version.subject(), new VersionSelector.Exact(version.version()), deleted, Page.ALL)));
                seen.add(told("latest", () -> registry.version(version.subject(), VersionSelector.LATEST, deleted)));
            }
            seen.add(told("config", () -> registry.config(Scope.of(version.subject()), Inheritance.IN_FORCE)));
            seen.add(told("mode", () -> registry.mode(Scope.of(version.subject()), Inheritance.IN_FORCE)));
        }
        return seen;
    }

    /** How often each kind of request was done or refused. */
    public Map<String, Integer> outcomes() {
        return outcomes;
    }

    private interface Request {
        Object send();
    }

    private String told(String what, Request request) {
        Object sent = request.send();
        outcomes.merge(what + (sent instanceof Answer.Refused ? " refused" : " done"), 1, Integer::sum);
        String answer = TIME.matcher(sent.toString()).replaceAll("$1=…");
        return what + " " + ID.matcher(answer).replaceAll(this::renamed);
    }

    private String renamed(MatchResult found) {
        return "id=" + ids.computeIfAbsent(String.valueOf(found.group(1)), id -> "#" + ids.size());
    }

    private Subject subject() {
        return Subject.parse(
                switch (random.nextInt(6)) {
                    case 0, 1 -> "a";
                    case 2, 3 -> "b";
                    case 4 -> ":.x:a";
                    default -> "alias";
                });
    }

    private Associations associations() {
        return registry.associations().orElseThrow();
    }

    private Resource topic() {
        String name = random.nextInt(3) == 0 ? "other" : "topic";
        String id = random.nextInt(8) == 0 ? "another id" : "id of " + name;
        return new Resource(id, "cluster", name, Resource.TOPIC);
    }

    private List<AssociationEdit> edits() {
        List<AssociationEdit> edits = new ArrayList<>();
        for (AssociationType type : AssociationType.values()) {
            if (random.nextInt(3) > 0) {
                edits.add(random.nextInt(4) == 0 ? removal(type) : put(type));
            }
        }
        return edits.isEmpty() ? List.of(put(AssociationType.VALUE)) : edits;
    }

    private AssociationEdit removal(AssociationType type) {
        return new AssociationEdit.Remove(
                random.nextBoolean() ? Optional.of(Set.of(type)) : Optional.empty(),
                random.nextBoolean() ? AssociationEdit.Cascade.YES : AssociationEdit.Cascade.NO);
    }

    private AssociationEdit put(AssociationType type) {
        return new AssociationEdit.Put(
                type,
                Optional.of(subject()),
                random.nextBoolean() ? Optional.of(Lifecycle.values()[random.nextInt(2)]) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty(),
                random.nextInt(4) == 0
                        ? Optional.of(new AssociationEdit.SchemaWish(Submission.of(schema()), normalize()))
                        : Optional.empty(),
                AssociationEdit.Existing.values()[random.nextInt(2)]);
    }

    private Associations.Execution execution() {
        return random.nextInt(5) == 0 ? Associations.Execution.DRY : Associations.Execution.FOR_GOOD;
    }

    private Scope scope() {
        return switch (random.nextInt(6)) {
            case 0 -> Scope.ROOT;
            case 1 -> Scope.GLOBAL;
            case 2 -> Scope.of(Subject.parse(":.x:"));
            default -> Scope.of(subject());
        };
    }

    private Submission submission() {
        SchemaText schema = schema();
        if (random.nextInt(6) == 0) {
            int number = random.nextInt(4) == 0 ? Math.max(1, imports) : ++imports;
            Optional<Integer> version = random.nextBoolean() ? Optional.of(1 + random.nextInt(6)) : Optional.empty();
            return new Submission(schema, version, Optional.of(new SchemaId(1_000_000 + 1_000 * number)));
        }
        return random.nextInt(12) == 0
                ? new Submission(schema, Optional.of(random.nextInt(5) - 1), Optional.empty())
                : Submission.of(schema);
    }

    private SchemaText schema() {
        SchemaText schema = switch (random.nextInt(8)) {
            case 0 -> SchemaText.avro("\"string\"");
            case 1 -> SchemaText.avro("{\"type\":\"string\",\"p\":1,\"q\":" + random.nextInt(2) + "}");
            case 2 -> SchemaText.avro("{\"q\":" + random.nextInt(2) + ",\"p\":1,\"type\":\"string\"}");
            case 3 -> Schemas.required("R", "f", random.nextBoolean() ? "int" : "string");
            case 4 -> Schemas.referring("Whole", "R", random.nextBoolean() ? "a" : "b", random.nextInt(4) - 1);
            default -> Schemas.record("R", "f" + random.nextInt(3), "g" + random.nextInt(2));
        };
        return random.nextInt(5) == 0 ? schema.withMetadata(Optional.of(metadata())) : schema;
    }

    private Metadata metadata() {
        return Metadata.of(Map.of("**.f", Set.of("PII")), Map.of("owner", "o" + random.nextInt(2)), Set.of());
    }

    private ConfigChange configChange() {
        return new ConfigChange(
                edit(random.nextBoolean() ? "a" : "b", 10),
                Edit.keep(),
                edit(random.nextBoolean(), 4),
                Edit.keep(),
                edit(random.nextBoolean(), 6),
                Edit.keep(),
                edit(CompatibilityLevel.values()[random.nextInt(7)], 2),
                edit("STRICT", 8),
                edit("owner", 8),
                edit(metadata(), 10),
                edit(metadata(), 10),
                Edit.keep(),
                Edit.keep());
    }

    private <T> Edit<T> edit(T value, int oneOf) {
        int kind = random.nextInt(oneOf);
        return kind == 0 ? Edit.to(value) : kind == 1 && random.nextBoolean() ? Edit.clear() : Edit.keep();
    }

    private Mode mode() {
        return Mode.values()[random.nextInt(Mode.values().length)];
    }

    private VersionSelector selector() {
        int number = random.nextInt(5);
        return number == 0 ? VersionSelector.LATEST : new VersionSelector.Exact(new Version(number));
    }

    private Deletion deletion() {
        return random.nextInt(3) == 0 ? Deletion.PERMANENT : Deletion.SOFT;
    }

    private Deleted deleted() {
        return Deleted.values()[random.nextInt(3)];
    }

    private Normalize normalize() {
        return random.nextInt(4) == 0 ? Normalize.YES : Normalize.AS_CONFIGURED;
    }
}
