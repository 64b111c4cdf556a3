package dev.signet.gate.verdict;

import dev.signet.gate.files.Place;
import dev.signet.gate.verdict.Finding.Detail;
import dev.signet.schema.format.ParsedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds subjects of which two baselines have different newest schemas. */
final class Drift {
    private Drift() {}

    static List<Finding> findings(FileResult file, List<Round> rounds) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            for (int j = i + 1; j < rounds.size(); j++) {
                Judgement one = file.judgements().get(i);
                Judgement other = file.judgements().get(j);
                String names = rounds.get(i).stamp().name() + " and "
                        + rounds.get(j).stamp().name();
                if (drifted(one, other)) {
                    findings.add(finding(
                            file,
                            List.of(
                                    rounds.get(i).stamp().name(),
                                    rounds.get(j).stamp().name()),
                            sentence(one, other, names)));
                }
            }
        }
        return findings;
    }

    /** Where a baseline could not even read the file, or tells nothing of its versions, nothing is known. */
    private static boolean drifted(Judgement one, Judgement other) {
        boolean known = one.schemas().candidate().isPresent()
                && other.schemas().candidate().isPresent();
        Optional<ParsedSchema> left = one.schemas().latest();
        Optional<ParsedSchema> right = other.schemas().latest();
        return known
                && (left.isPresent() != right.isPresent()
                        || left.isPresent()
                                && !left.get()
                                        .resolvedText()
                                        .equals(right.orElseThrow().resolvedText()));
    }

    private static String sentence(Judgement one, Judgement other, String names) {
        boolean both =
                one.schemas().latest().isPresent() && other.schemas().latest().isPresent();
        return both
                ? "The newest schemas in %s are not the same.".formatted(names)
                : "Of %s only one has a version of this subject.".formatted(names);
    }

    private static Finding finding(FileResult file, List<String> baselines, String sentence) {
        return new Finding(
                GateRule.DRIFT.name(),
                GateRule.DRIFT.severity(),
                file.file().path(),
                Place.startOf(file.file().path()),
                file.judgements().get(0).subject(),
                baselines,
                Detail.NONE,
                sentence,
                "Commit what was registered, or register what was merged.",
                Optional.empty());
    }
}
