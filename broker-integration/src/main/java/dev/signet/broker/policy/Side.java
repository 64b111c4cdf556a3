package dev.signet.broker.policy;

/** The two parts of a record that carry a schema each. */
public enum Side {
    KEY("key"),
    VALUE("value");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** As it stands in names of settings and in messages: {@code key} or {@code value}. */
    public String word() {
        return word;
    }
}
