package dev.signet.gate;

import java.util.List;

/** What came of a run of the gate; the exit code is part of its contract. */
public sealed interface GateResult {
    /** Everything was checked. */
    record Checked(List<Finding> findings) implements GateResult {
        public Checked {
            findings = List.copyOf(findings);
        }

        @Override
        public int exitCode() {
            return findings.stream().anyMatch(finding -> finding.kind().refuses()) ? 1 : 0;
        }
    }

    /** The input could not be read or understood. */
    record Unreadable(String message) implements GateResult {
        @Override
        public int exitCode() {
            return 2;
        }
    }

    /** The baseline could not be asked, so nothing was checked. */
    record NotChecked(String message) implements GateResult {
        @Override
        public int exitCode() {
            return 3;
        }
    }

    /** 0 compatible, 1 findings, 2 unreadable input, 3 could not check. */
    int exitCode();
}
