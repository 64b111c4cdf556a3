package dev.signet.server.registry;

/** Which versions a request is about, as far as soft deletion goes. */
public enum Deleted {
    EXCLUDED,
    INCLUDED,
    ONLY;

    /** Whether a version in that state belongs to the request. */
    public boolean admits(boolean deleted) {
        return this == INCLUDED || deleted == (this == ONLY);
    }
}
