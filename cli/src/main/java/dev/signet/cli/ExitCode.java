package dev.signet.cli;

/** How a command says to a script what came of it. */
enum ExitCode {
    OK(0, "done"),
    REFUSED(1, "refused, or something was found (an incompatible schema, a rejected record)"),
    USAGE(2, "wrong usage, or input that cannot be read"),
    UNREACHABLE(3, "something could not be reached or could not start"),
    FAULT(70, "a fault in signet itself");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** What stands behind the code in the help text. */
    String meaning() {
        return meaning;
    }
}
