package dev.signet.gate.verdict;

import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.files.Sha256;
import dev.signet.gate.history.Candidates;
import dev.signet.gate.history.Histories;
import dev.signet.gate.history.StoredVersion;
import dev.signet.gate.verdict.Judgement.Schemas;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.compat.SchemaComparison.Side;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.registration.ComparisonRules;
import dev.signet.schema.registration.ComparisonRules.LiveVersion;
import dev.signet.schema.registration.SubmittedSchema;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges files as one change set: each as registration would, once those that it needs were registered. All rules are
 * the registry's own; only the order in which they are asked stands here. Confined to one thread.
 */
public final class ChangeSetJudge {
    private final Histories histories;
    private final Candidates candidates;
    private final CompatibilityChecker checker = new CompatibilityChecker();
    private final Set<String> refusedFiles = new HashSet<>();

    /** Files that are refused, and whose schemas others are judged with all the same. */
    private final Set<String> supposed = new HashSet<>();

    public ChangeSetJudge(Histories histories, Candidates candidates) {
        this.histories = histories;
        this.candidates = candidates;
    }

    /**
     * Judges.
     *
     * @param files each after those that it needs
     */
    public List<Judgement> judge(List<SchemaFile> files) {
        List<Judgement> all = new ArrayList<>();
        for (SchemaFile file : files) {
            Judgement judgement = judge(file);
            if (judgement.outcome().refuses()) {
                refusedFiles.add(file.path());
            }
            all.add(judgement);
        }
        return all;
    }

    private Judgement judge(SchemaFile file) {
        List<SchemaFile> refused = file.needs().stream()
                .filter(need -> refusedFiles.contains(need.path()))
                .toList();
        if (refused.isEmpty()) {
            return judgedAlone(file);
        }
        String message = "It uses types of %s, which is refused."
                .formatted(refused.get(0).path());
        boolean known = refused.stream().allMatch(need -> supposed.contains(need.path()));
        if (!known) {
            return plain(file, Outcome.BLOCKED, message);
        }
        // Its author should not have to wait for the next run to read what else is wrong.
        supposed.add(file.path());
        return judgedAlone(file).blocked(message);
    }

    private Judgement judgedAlone(SchemaFile file) {
        Subject subject = candidates.actual(file);
        if (!subject.isValid()) {
            return plain(file, Outcome.REFUSED, "'%s' is no name for a subject.".formatted(subject.qualified()));
        }
        Optional<Subject> owned = file.needs().stream()
                .map(candidates::actual)
                .filter(target -> histories.isOwned(target) && !target.equals(subject))
                .findFirst();
        if (owned.isPresent()) {
            return plain(file, Outcome.REFUSED, Permission.owned(owned.get()).message());
        }
        SubmittedSchema.Result result = candidates.read(file);
        return result instanceof SubmittedSchema.Result.Understood understood
                ? judge(file, subject, understood.schema())
                : plain(
                        file,
                        Outcome.INVALID,
                        ((SubmittedSchema.Result.Refused) result).reason().reason());
    }

    private Judgement judge(SchemaFile file, Subject subject, SubmittedSchema schema) {
        Optional<StoredVersion> existing = candidates.existing(subject, schema);
        if (existing.isPresent()) {
            return judgement(
                    file,
                    Outcome.UNCHANGED,
                    existing.map(StoredVersion::version),
                    new Schemas(
                            Optional.of(schema.parsed()),
                            histories.latest(subject).map(histories::parsed),
                            Map.of(),
                            Optional.empty(),
                            Sha256.of(schema.parsed().canonicalText())));
        }
        Optional<Refusal> forbidden = Permission.refusalToRegister(candidates.mode(subject), subject);
        if (forbidden.isPresent()) {
            return plain(file, Outcome.REFUSED, forbidden.get().message());
        }
        Optional<ParseResult.Invalid> objection = schema.refusedAsNew(candidates.config(subject));
        if (objection.isPresent()) {
            return plain(file, Outcome.INVALID, objection.get().reason());
        }
        return compared(file, subject, schema);
    }

    private Judgement compared(SchemaFile file, Subject subject, SubmittedSchema schema) {
        ComparisonRules rules = new ComparisonRules(candidates.config(subject));
        List<StoredVersion> live = histories.newestFirst(subject);
        List<LiveVersion> counting = rules.counting(live).stream()
                .map(version ->
                        new LiveVersion(version.version(), version.id(), version.text(), histories.parsed(version)))
                .toList();
        SchemaText text = schema.canonical().content();
        Verdict verdict = rules.verdict(checker, text, schema.parsed(), counting);
        Map<Version, ParsedSchema> earlier = new HashMap<>();
        counting.forEach(version -> earlier.put(version.version(), version.parsed()));
        Schemas schemas = schemas(schema, live.stream().findFirst(), earlier);
        // One that is refused stands there, too: for the files that use its types, which are refused with it.
        StoredVersion next = histories.append(subject, schema);
        if (!verdict.isCompatible()) {
            supposed.add(file.path());
        }
        if (verdict instanceof Verdict.Incompatible incompatible) {
            return judgement(file, Outcome.INCOMPATIBLE, Optional.empty(), schemas)
                    .because(incompatible.differences(), List.of());
        }
        if (verdict instanceof Verdict.Undecided undecided) {
            return judgement(file, Outcome.INCOMPATIBLE, Optional.empty(), schemas)
                    .because(List.of(undecided.reason()), List.of());
        }
        List<Difference> warnings = ((Verdict.Compatible) verdict).warnings();
        Outcome outcome = live.isEmpty() ? Outcome.NEW : Outcome.COMPATIBLE;
        return judgement(file, outcome, Optional.of(next.version()), schemas).because(List.of(), warnings);
    }

    private Schemas schemas(
            SubmittedSchema schema, Optional<StoredVersion> latest, Map<Version, ParsedSchema> earlier) {
        Optional<ParsedSchema> before = latest.map(histories::parsed);
        Optional<SchemaComparison> comparison = before.flatMap(older -> SchemaComparison.between(
                        new Side(name(latest.orElseThrow()), older), new Side(ComparedSchema.TEXT, schema.parsed()))
                .asOptional());
        return new Schemas(
                Optional.of(schema.parsed()),
                before,
                earlier,
                comparison,
                Sha256.of(schema.parsed().canonicalText()));
    }

    private static ComparedSchema name(StoredVersion version) {
        return ComparedSchema.version(version.subject(), version.version(), version.id());
    }

    private Judgement plain(SchemaFile file, Outcome outcome, String message) {
        return judgement(file, outcome, Optional.empty(), Schemas.NONE).withOutcome(outcome, message);
    }

    private Judgement judgement(SchemaFile file, Outcome outcome, Optional<Version> version, Schemas schemas) {
        Subject subject = candidates.actual(file);
        ConfigSettings config = candidates.config(subject);
        return new Judgement(
                file, subject, outcome, config.compatibilityLevel(), version, "", List.of(), List.of(), schemas);
    }
}
