package dev.signet.gate.verdict;

import java.util.List;

/** What came of a run of the gate; the exit code is part of its contract. */
public sealed interface GateResult {
    /**
     * Everything was judged.
     *
     * @param stamps by which baselines
     * @param files the files, each after those that it needs
     * @param findings what there is to say, by file and place
     * @param notes what a reader should know of the run
     */
    record Checked(List<Stamp> stamps, List<FileResult> files, List<Finding> findings, List<String> notes)
            implements GateResult {
        public Checked {
            stamps = List.copyOf(stamps);
            files = List.copyOf(files);
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }

        @Override
        public List<String> messages() {
            return List.of();
        }

        /** A file that is no schema weighs more than one that is refused: what it means is not known. */
        @Override
        public int exitCode() {
            boolean unreadable = findings.stream()
                    .anyMatch(finding -> finding.shuts() && finding.rule().equals(GateRule.INVALID_SCHEMA.name()));
            if (unreadable) {
                return 2;
            }
            return findings.stream().anyMatch(Finding::shuts) ? 1 : 0;
        }
    }

    /** The input cannot be read or understood. */
    record Unreadable(List<String> messages) implements GateResult {
        public Unreadable {
            messages = List.copyOf(messages);
        }

        @Override
        public int exitCode() {
            return 2;
        }
    }

    /** A baseline cannot be asked, so nothing is known. */
    record NotChecked(List<String> messages) implements GateResult {
        public NotChecked {
            messages = List.copyOf(messages);
        }

        @Override
        public int exitCode() {
            return 3;
        }
    }

    /** 0 compatible, 1 findings, 2 unreadable input, 3 could not check. */
    int exitCode();

    /** Why nothing was judged; nothing if all was. */
    List<String> messages();
}
