package dev.signet.gate.config;

/** How much a finding weighs. */
public enum Severity {
    /** The gate stays shut. */
    ERROR,
    /** It is shown. */
    WARNING,
    /** It is shown for those who want to know. */
    INFO,
    /** It is not shown. */
    OFF
}
