package dev.signet.cli.verdicts;

import dev.signet.cli.verdicts.Judged.Outcome;
import dev.signet.cli.verdicts.Lineage.Candidate;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.avro.RandomEvolutions;
import dev.signet.schema.avro.RandomSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;

/**
 * A subject whose authors change their minds: their schema evolves, goes back to what it was or is nonsense, the level
 * changes with it, versions are deleted; and a second subject that takes its type from it. Not for sharing.
 */
final class RandomLineage {
    private final Judges judges;
    private final SplittableRandom random;
    private final RandomSchemas schemas;
    private final RandomEvolutions evolutions;
    private final Author part;
    private final Author whole;
    private final List<Schema> tried = new ArrayList<>();

    /** A subject and the level that it has now. */
    private static final class Author {
        private final Lineage lineage;
        private CompatibilityLevel level = CompatibilityLevel.BACKWARD;

        Author(String subject) {
            this.lineage = new Lineage(Subject.of(subject));
        }
    }

    RandomLineage(Judges judges, String name, SplittableRandom random) {
        this.judges = judges;
        this.random = random;
        this.schemas = new RandomSchemas(random);
        this.evolutions = new RandomEvolutions(random);
        this.part = new Author(name + "-part");
        this.whole = new Author(name + "-whole");
    }

    /** Does one thing or a few; what was said about each schema of it. */
    List<Judged> move(String what) {
        List<Judged> said = new ArrayList<>();
        said.add(send(part, new Candidate(nextText(), List.of()), what));
        if (!part.lineage.isEmpty() && !part.lineage.latestName().isEmpty()) {
            said.add(send(whole, new Candidate(wholeText(), List.of(part.lineage)), what + ", whole"));
        }
        if (random.nextInt(6) == 0) {
            delete(random.nextInt(3) == 0 ? part : whole);
        }
        return said;
    }

    private Judged send(Author author, Candidate candidate, String what) {
        Optional<CompatibilityLevel> other =
                Optional.of(one(List.of(CompatibilityLevel.values()))).filter(level -> random.nextInt(3) == 0);
        // The dry run is told of the level that the others find in force.
        Judged dry = judges.dryRun(author.lineage, List.of(candidate), other).get(0);
        other.ifPresent(level -> {
            judges.setLevel(author.lineage.subject(), level);
            author.level = level;
        });
        Judged said = judges.agree(author.lineage, candidate, author.level, dry, what);
        if (said.outcome() == Outcome.COMPATIBLE) {
            author.lineage.add(candidate);
        }
        return said;
    }

    private String nextText() {
        if (tried.isEmpty() || random.nextInt(12) == 0) {
            tried.add(schemas.nextRecord());
        } else if (random.nextInt(5) > 0) {
            Schema old = random.nextInt(3) == 0 ? one(tried) : tried.get(tried.size() - 1);
            Optional<Schema> next = evolutions.next(old);
            if (next.isEmpty()) {
                return "{\"type\":\"record\",\"name\":\"NoFields\"}";
            }
            tried.add(next.get());
            return next.get().toString();
        }
        return one(tried).toString();
    }

    private String wholeText() {
        String fields = "{\"name\":\"part\",\"type\":\"" + part.lineage.latestName() + "\"}";
        int more = random.nextInt(3);
        for (int i = 0; i < more; i++) {
            String fallback = random.nextBoolean() ? ",\"default\":0" : "";
            String type = random.nextBoolean() ? "int" : "long";
            fields += ",{\"name\":\"f%d\",\"type\":\"%s\"%s}".formatted(i, type, fallback);
        }
        return "{\"type\":\"record\",\"name\":\"Whole\",\"fields\":[" + fields + "]}";
    }

    private void delete(Author author) {
        List<Version> versions = author.lineage.versions();
        if (!versions.isEmpty()) {
            Version version = one(versions);
            if (judges.delete(author.lineage.subject(), version)) {
                author.lineage.remove(version);
            }
        }
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
