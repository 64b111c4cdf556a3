package dev.signet.bench.server;

/** What a client of a registry does. */
enum Operation {
    BY_ID("by id"),
    LATEST("latest"),
    LOOKUP("lookup"),
    REREGISTER("re-register"),
    COMPATIBILITY("compatibility"),
    NEW_SUBJECT("new subject");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
