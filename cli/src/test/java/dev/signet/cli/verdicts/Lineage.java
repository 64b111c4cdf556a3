package dev.signet.cli.verdicts;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test knows of one subject without asking anybody, and what the checker says by itself. Not for sharing. */
final class Lineage {
    private static final SchemaId ANY_ID = new SchemaId(1);

    private final Subject subject;
    private final List<Known> live = new ArrayList<>();
    private int last;

    /** A live version. */
    private record Known(int number, Candidate candidate, List<SchemaReference> pinned, ParsedSchema schema) {}

    /**
     * A schema that may become the next version.
     *
     * @param text the schema as it is sent
     * @param needs the subjects whose latest versions define the types that it names
     */
    record Candidate(String text, List<Lineage> needs) {
        Candidate {
            needs = List.copyOf(needs);
        }

        SchemaText submission() {
            return SchemaText.avro(
                    text,
                    needs.stream()
                            .map(need -> need.reference(SchemaReference.LATEST))
                            .toList());
        }

        /** The subjects that it needs and those that they need, each after what it needs itself. */
        List<Lineage> allNeeds() {
            Map<Subject, Lineage> all = new LinkedHashMap<>();
            for (Lineage need : needs) {
                need.latest().candidate().allNeeds().forEach(each -> all.putIfAbsent(each.subject, each));
                all.putIfAbsent(need.subject, need);
            }
            return List.copyOf(all.values());
        }
    }

    Lineage(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    List<Version> versions() {
        return live.stream().map(known -> new Version(known.number())).toList();
    }

    String latestText() {
        return latest().candidate().text();
    }

    /** The full name of the type that the latest version defines. */
    String latestName() {
        return latest().schema().recordName();
    }

    private Known latest() {
        return live.get(0);
    }

    private SchemaReference reference(int version) {
        return new SchemaReference(latestName(), subject.qualified(), version);
    }

    Optional<ParsedSchema> parsed(Candidate candidate) {
        List<ResolvedReference> needed = candidate.allNeeds().stream()
                .map(need -> new ResolvedReference(need.reference(need.latest().number()), need.latestText()))
                .toList();
        ParseResult result = new AvroFormat().parse(candidate.text(), needed, Strictness.NEW);
        return result instanceof ParseResult.Parsed parsed ? Optional.of(parsed.schema()) : Optional.empty();
    }

    /** The checker's verdict on the live versions; what is a version already may be registered again. */
    Judged judge(Candidate candidate, CompatibilityLevel level) {
        Optional<ParsedSchema> schema = parsed(candidate);
        if (schema.isEmpty()) {
            return Judged.INVALID;
        }
        return holds(candidate, schema.get())
                ? Judged.COMPATIBLE
                : Judged.of(new CompatibilityChecker().check(schema.get(), history(), level));
    }

    private List<EarlierVersion> history() {
        return live.stream()
                .map(known -> new EarlierVersion(new Version(known.number()), ANY_ID, known.schema()))
                .toList();
    }

    private boolean holds(Candidate candidate, ParsedSchema schema) {
        List<SchemaReference> pinned = pinned(candidate);
        return live.stream()
                .anyMatch(known -> (pinned.isEmpty() || known.pinned().equals(pinned))
                        && known.schema().isEquivalentTo(schema));
    }

    private static List<SchemaReference> pinned(Candidate candidate) {
        return candidate.needs().stream()
                .map(need -> need.reference(need.latest().number()))
                .toList();
    }

    /** Takes in what was registered. */
    void add(Candidate candidate) {
        ParsedSchema schema = parsed(candidate).orElseThrow();
        if (!holds(candidate, schema)) {
            last++;
            live.add(0, new Known(last, candidate, pinned(candidate), schema));
        }
    }

    /** Forgets a version that was deleted. */
    void remove(Version version) {
        live.removeIf(known -> known.number() == version.number());
    }
}
