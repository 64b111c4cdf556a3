package dev.signet.cli.moving;

/** What became of one thing that was to be moved. */
public enum Outcome {
    IMPORTED("imported"),
    THERE("already there"),
    REFUSED("refused");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** How reports say it. */
    public String words() {
        return words;
    }
}
