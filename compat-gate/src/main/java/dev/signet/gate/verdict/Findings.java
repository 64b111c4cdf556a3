package dev.signet.gate.verdict;

import dev.signet.gate.config.GateConfig;
import dev.signet.gate.config.Severity;
import dev.signet.gate.config.Waiver;
import dev.signet.gate.files.Place;
import dev.signet.gate.files.Places;
import dev.signet.gate.files.Position;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.verdict.Finding.Detail;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.format.ParsedSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns judgements into findings with places, severities and waivers. Confined to one thread. */
public final class Findings {
    private final GateConfig config;
    private final LocalDate today;
    private final Places places = new Places();
    private final Set<Waiver> used = new HashSet<>();
    private final Set<String> shut = new HashSet<>();

    /**
     * With a policy.
     *
     * @param today the day by which waivers expire
     */
    public Findings(GateConfig config, LocalDate today) {
        this.config = config;
        this.today = today;
    }

    /** All that there is to say about what the baselines said, and about their differences. */
    public GateResult.Checked of(List<Round> rounds) {
        List<Finding> findings = new ArrayList<>();
        List<FileResult> files = new ArrayList<>();
        int count = rounds.get(0).judgements().size();
        for (int i = 0; i < count; i++) {
            int number = i;
            List<Judgement> judgements =
                    rounds.stream().map(round -> round.judgements().get(number)).toList();
            FileResult file = new FileResult(judgements.get(0).file(), hash(judgements), judgements);
            files.add(file);
            List<Finding> ofFile = ofFile(file, rounds);
            ofFile.stream().filter(Finding::shuts).forEach(finding -> shut.add(finding.path()));
            findings.addAll(ofFile);
        }
        return new GateResult.Checked(rounds.stream().map(Round::stamp).toList(), files, findings, notes());
    }

    private static String hash(List<Judgement> judgements) {
        return judgements.stream()
                .map(judgement -> judgement.schemas().hash())
                .filter(hash -> !hash.isEmpty())
                .findFirst()
                .orElse("");
    }

    private List<Finding> ofFile(FileResult file, List<Round> rounds) {
        Map<List<Object>, Finding> found = new LinkedHashMap<>();
        for (int i = 0; i < rounds.size(); i++) {
            String baseline = rounds.get(i).stamp().name();
            for (Finding finding : ofJudgement(file.judgements().get(i), baseline)) {
                List<Object> key = List.of(finding.rule(), finding.place(), finding.message(), finding.detail());
                found.merge(key, finding, (first, again) -> first.saidAlsoBy(again.baselines()));
            }
        }
        List<Finding> all = new ArrayList<>(found.values());
        all.addAll(Drift.findings(file, rounds));
        return all.stream()
                .map(finding -> weighed(finding, file.file()))
                .filter(finding -> finding.severity() != Severity.OFF)
                .flatMap(finding -> waived(finding, file.hash()).stream())
                .toList();
    }

    private List<Finding> ofJudgement(Judgement judgement, String baseline) {
        List<Finding> findings = new ArrayList<>();
        switch (judgement.outcome()) {
            case INVALID -> findings.add(plain(judgement, baseline, GateRule.INVALID_SCHEMA));
            case REFUSED -> findings.add(plain(judgement, baseline, GateRule.REGISTRATION_REFUSED));
            case BLOCKED -> {
                findings.add(plain(judgement, baseline, GateRule.BLOCKED));
                judgement
                        .differences()
                        .forEach(each -> findings.add(finding(judgement, baseline, each, Severity.ERROR)));
            }
            case INCOMPATIBLE -> {
                judgement
                        .differences()
                        .forEach(each -> findings.add(finding(judgement, baseline, each, Severity.ERROR)));
                if (findings.isEmpty()) {
                    findings.add(plain(judgement, baseline, GateRule.REGISTRATION_REFUSED));
                }
            }
            default -> {}
        }
        judgement.warnings().forEach(each -> findings.add(finding(judgement, baseline, each, Severity.WARNING)));
        return findings;
    }

    private Finding plain(Judgement judgement, String baseline, GateRule rule) {
        SchemaFile file = judgement.file();
        return new Finding(
                rule.name(),
                rule.severity(),
                file.path(),
                new Place(file.path(), Position.in(judgement.message())),
                judgement.subject(),
                List.of(baseline),
                Detail.NONE,
                judgement.message(),
                rule == GateRule.BLOCKED ? "Mend that file first." : "",
                Optional.empty());
    }

    private Finding finding(Judgement judgement, String baseline, Difference difference, Severity usual) {
        return new Finding(
                difference.mismatch().rule().name(),
                usual,
                judgement.file().path(),
                place(judgement, difference),
                judgement.subject(),
                List.of(baseline),
                new Detail(
                        Optional.of(difference.version()),
                        Optional.of(difference.direction()),
                        difference.mismatch().pointer(),
                        difference.mismatch().readerFragment(),
                        difference.mismatch().writerFragment()),
                difference.explanation(),
                difference.fix(),
                Optional.empty());
    }

    /** A pointer is one into the schema of the one who reads: the earlier version, where that reads the new one's data. */
    private Place place(Judgement judgement, Difference difference) {
        String pointer = difference.mismatch().pointer();
        if (difference.direction() == Direction.FORWARD) {
            Optional<ParsedSchema> earlier =
                    Optional.ofNullable(judgement.schemas().earlier().get(difference.version()));
            if (earlier.orElse(null) instanceof AvroSchema from
                    && judgement.schemas().candidate().orElse(null) instanceof AvroSchema to) {
                pointer = PointerTranslation.of(from.avro(), to.avro(), pointer);
            } else {
                pointer = "/";
            }
        }
        return places.of(judgement.file(), pointer);
    }

    private Finding weighed(Finding finding, SchemaFile file) {
        // A file is not kept out by one that somebody answers for.
        boolean released = finding.rule().equals(GateRule.BLOCKED.name())
                && file.needs().stream().noneMatch(need -> shut.contains(need.path()));
        Severity severity = config.severities()
                .of(finding.rule(), finding.subject(), released ? Severity.WARNING : finding.severity());
        return new Finding(
                finding.rule(),
                severity,
                finding.path(),
                finding.place(),
                finding.subject(),
                finding.baselines(),
                finding.detail(),
                finding.message(),
                finding.fix(),
                finding.waiver());
    }

    private List<Finding> waived(Finding finding, String hash) {
        Optional<Waiver> waiver = config.waivers().stream()
                .filter(each -> each.covers(finding.rule(), finding.subject(), hash))
                .findFirst();
        if (waiver.isEmpty()) {
            return List.of(finding);
        }
        used.add(waiver.get());
        return waiver.get().isExpired(today)
                ? List.of(finding, expired(finding, waiver.get()))
                : List.of(finding.waivedBy(waiver.get()));
    }

    private static Finding expired(Finding finding, Waiver waiver) {
        return new Finding(
                GateRule.WAIVER_EXPIRED.name(),
                GateRule.WAIVER_EXPIRED.severity(),
                finding.path(),
                finding.place(),
                finding.subject(),
                finding.baselines(),
                Detail.NONE,
                "The waiver of %s by %s (%s) was good until %s."
                        .formatted(waiver.rule(), waiver.approver(), waiver.reason(), waiver.expires()),
                "Mend the schema, or have the waiver renewed.",
                Optional.empty());
    }

    private List<String> notes() {
        return config.waivers().stream()
                .filter(waiver -> !used.contains(waiver))
                .map(waiver -> "the waiver of %s for %s, schema %s, is not needed"
                        .formatted(waiver.rule(), waiver.subject(), waiver.schema()))
                .toList();
    }
}
