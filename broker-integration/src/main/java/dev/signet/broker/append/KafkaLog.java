package dev.signet.broker.append;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;

/** Reads what the hook is handed. Usable once the hook is in: the handles are constants, which the JIT sees through. */
final class KafkaLog {

    private static final MethodHandle FOLDER = AppendWeaver.methods().folder();
    private static final MethodHandle PARTITION = AppendWeaver.methods().partition();
    private static final MethodHandle CONFIG = AppendWeaver.methods().config();
    private static final MethodHandle BATCHES = AppendWeaver.methods().batches();

    private KafkaLog() {}

    /** The data folder that the partition lies in: it says which broker of this process is asked. */
    static String folder(Object log) {
        try {
            return (String) FOLDER.invokeExact(log);
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }

    static TopicPartition partition(Object log) {
        try {
            return (TopicPartition) PARTITION.invokeExact(log);
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }

    /** The configuration that holds for the log now: another object as soon as anything in it is changed. */
    static AbstractConfig config(Object log) {
        try {
            return (AbstractConfig) CONFIG.invokeExact(log);
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }

    static ByteBuffer batches(Object records) {
        try {
            return (ByteBuffer) BATCHES.invokeExact(records);
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }
}
