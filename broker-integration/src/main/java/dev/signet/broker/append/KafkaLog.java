package dev.signet.broker.append;

import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/** Reads what the hook is handed. */
final class KafkaLog {

    private KafkaLog() {}

    /** The data folder that the partition lies in: it says which broker of this process is asked. */
    static String folder(Object log) {
        return ((UnifiedLog) log).parentDir();
    }

    static TopicPartition partition(Object log) {
        return ((UnifiedLog) log).topicPartition();
    }

    /** The configuration that holds for the log now: another object as soon as anything in it is changed. */
    static AbstractConfig config(Object log) {
        return ((UnifiedLog) log).config();
    }

    static ByteBuffer batches(Object records) {
        return ((MemoryRecords) records).buffer();
    }
}
