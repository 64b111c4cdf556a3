package dev.signet.gate.verdict;

import dev.signet.gate.files.SchemaFile;
import java.util.List;

/**
 * All that was said about one file.
 *
 * @param file the file
 * @param hash the SHA-256 of the schema's canonical text, by which waivers know it; empty if nobody could read it
 * @param judgements what each baseline says, in the order of the stamps
 */
public record FileResult(SchemaFile file, String hash, List<Judgement> judgements) {
    public FileResult {
        judgements = List.copyOf(judgements);
    }

    /** The worst of what was said. */
    public Outcome outcome() {
        Outcome worst = judgements.get(0).outcome();
        for (Judgement judgement : judgements) {
            if (judgement.outcome().compareTo(worst) > 0) {
                worst = judgement.outcome();
            }
        }
        return worst;
    }
}
