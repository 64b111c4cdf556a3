package dev.signet.serde.samples;

/** Leaves a trace when its code runs; a schema that names it must not make that happen. */
public final class Tripwire {
    static {
        System.setProperty("signet.test.tripwire", "initialised");
    }

    public Tripwire(String ignored) {}
}
