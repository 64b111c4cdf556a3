package dev.signet.gate.verdict;

import java.util.List;

/**
 * The state that verdicts are about.
 *
 * @param kind registry, lock, git or dir
 * @param name the baseline as somebody wrote it, without credentials
 * @param mark the registry's cursor, the commit, the digest of a file; empty if there is nothing to name
 * @param notes what a reader of the verdicts should know of it
 */
public record Stamp(String kind, String name, String mark, List<String> notes) {
    public Stamp {
        notes = List.copyOf(notes);
    }
}
