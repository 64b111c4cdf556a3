package dev.signet.serde.metrics;

/** What is counted: records written, or records read. */
public enum Work {
    WRITING("write", "written", "serializer"),
    READING("read", "read", "deserializer");

    private final String verb;
    private final String done;
    private final String worker;

    Work(String verb, String done, String worker) {
        this.verb = verb;
        this.done = done;
        this.worker = worker;
    }

    String verb() {
        return verb;
    }

    /** Written, or read. */
    String done() {
        return done;
    }

    /** Who does it: the type in the names of beans. */
    String worker() {
        return worker;
    }
}
