package dev.signet.gate.verdict;

import java.util.List;

/**
 * What one baseline says about all files.
 *
 * @param stamp the baseline
 * @param judgements one a file, in their order
 */
public record Round(Stamp stamp, List<Judgement> judgements) {
    public Round {
        judgements = List.copyOf(judgements);
    }
}
