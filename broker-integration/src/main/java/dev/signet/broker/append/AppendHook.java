package dev.signet.broker.append;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the woven broker calls. Public only because the call stands in a class of Kafka's. */
public final class AppendHook {

    private static final String CLIENT = "CLIENT";

    private AppendHook() {}

    /**
     * A log has read through the batches of an append and found them sound; it has not locked itself yet.
     *
     * @param log the {@code UnifiedLog}
     * @param records the {@code MemoryRecords}
     * @param origin the {@code AppendOrigin}: only what clients produce is looked at, never replication, markers of
     *     transactions, coordinators' records or the metadata log
     */
    public static void analyzed(Object log, Object records, Object origin) {
        if (!((Enum<?>) origin).name().equals(CLIENT)) {
            return;
        }
        AppendGuard guard = guardOf(log);
        if (guard != null) {
            ByteBuffer batches = KafkaLog.batches(records);
            guard.check(KafkaLog.partition(log), KafkaLog.config(log), batches);
        }
    }

    private static @Nullable AppendGuard guardOf(Object log) {
        return AppendGuards.of(KafkaLog.folder(log));
    }
}
