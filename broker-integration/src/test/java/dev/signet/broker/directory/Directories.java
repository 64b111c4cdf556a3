package dev.signet.broker.directory;

import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A registry in memory, a clock that a test moves, and directories over them, one at a time. */
final class Directories implements AutoCloseable {

    static final SchemaText LONG = SchemaText.avro("\"long\"");

    final RegistryTwin registry = new RegistryTwin();
    final AtomicLong clock = new AtomicLong();
    private RegistryDirectory directory;

    Directories(DirectorySettings settings) {
        directory = start(settings);
    }

    static Directories standard() {
        return new Directories(DirectorySettings.STANDARD);
    }

    static Directories remembering(Path folder) {
        return new Directories(DirectorySettings.STANDARD.withCacheFolder(folder));
    }

    private RegistryDirectory start(DirectorySettings settings) {
        return new RegistryDirectory(
                registry, settings, clock::get, () -> Instant.ofEpochMilli(clock.get() / 1_000_000));
    }

    RegistryDirectory now() {
        return directory;
    }

    /** Ends the directory and begins another with the same settings. */
    void restart(DirectorySettings settings) {
        directory.close();
        directory = start(settings);
    }

    void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    static SubjectRule rule(String topic) {
        return SubjectRule.byTopic(Context.DEFAULT, topic, Side.VALUE);
    }

    static SubjectRule rule(String topic, SubjectNaming naming) {
        return new SubjectRule(Context.DEFAULT, topic, Side.VALUE, naming, Optional.empty());
    }

    static SubjectRule associated(String topic, SubjectNaming fallback) {
        return new SubjectRule(Context.DEFAULT, topic, Side.VALUE, SubjectNaming.ASSOCIATED, Optional.of(fallback));
    }

    /** A record schema. */
    static SchemaText record(String name) {
        return SchemaText.avro(
                "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
    }

    SchemaAnswer settled(SubjectRule rule, int id) {
        return Await.until(() -> directory.schema(rule, id), answer -> !(answer instanceof Pending));
    }

    SubjectPresence settled(SubjectRule rule) {
        return Await.until(() -> directory.presence(rule), presence -> presence != SubjectPresence.PENDING);
    }

    @Override
    public void close() {
        directory.close();
    }
}
