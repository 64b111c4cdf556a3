package dev.signet.cli.moving;

/** Who is told what became of each thing. Called by several threads, one at a time. */
@FunctionalInterface
public interface Report {
    /**
     * One thing is done.
     *
     * @param outcome what became of it
     * @param kind version, id, config, association or mode
     * @param name which one
     * @param detail the id, the setting, or why it was refused
     */
    void item(Outcome outcome, String kind, String name, String detail);

    /** How far it is, from 0 to 1. */
    default void progress(double share, long done) {}
}
