package dev.signet.cli.postgres;

/**
 * How a program ended.
 *
 * @param exitCode what it returned, or -1 when it could not be run or did not end in time
 * @param output everything it printed, on both streams
 */
record CommandOutcome(int exitCode, String output) {
    boolean succeeded() {
        return exitCode == 0;
    }

    /** What it printed last, which for PostgreSQL's programs names the reason of a failure. */
    String lastLine() {
        String text = output.strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}
