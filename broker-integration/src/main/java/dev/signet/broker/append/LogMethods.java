package dev.signet.broker.append;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.storage.internals.log.LogConfig;

/**
 * What is asked of the objects that the hook is handed, in the Apache Kafka at hand. Each handle takes an
 * {@code Object}, so that it can be called exactly.
 *
 * @param folder {@code String UnifiedLog.parentDir()}
 * @param partition {@code TopicPartition UnifiedLog.topicPartition()}
 * @param config {@code LogConfig UnifiedLog.config()}
 * @param batches {@code ByteBuffer MemoryRecords.buffer()}
 */
record LogMethods(MethodHandle folder, MethodHandle partition, MethodHandle config, MethodHandle batches) {

    /**
     * Finds the methods.
     *
     * @param log the class that has the hook in it
     * @param records the class of the hooked method's first argument
     * @throws WeavingException if one of them is missing
     */
    static LogMethods of(Class<?> log, Class<?> records) {
        return new LogMethods(
                getter(log, "parentDir", String.class),
                getter(log, "topicPartition", TopicPartition.class),
                getter(log, "config", LogConfig.class).asType(methodType(AbstractConfig.class, Object.class)),
                getter(records, "buffer", ByteBuffer.class));
    }

    private static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        return KafkaMethods.ofInstances(owner, name, methodType(type)).asType(methodType(type, Object.class));
    }
}
