package dev.signet.broker.append;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is asked of the objects that the hook is handed, in the Apache Kafka at hand. Each handle takes an
 * {@code Object}, so that it can be called exactly.
 *
 * @param folder {@code String UnifiedLog.parentDir()}
 * @param partition {@code TopicPartition UnifiedLog.topicPartition()}
 * @param batches {@code ByteBuffer MemoryRecords.buffer()}
 */
record LogMethods(MethodHandle folder, MethodHandle partition, MethodHandle batches) {

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
                getter(records, "buffer", ByteBuffer.class));
    }

    private static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        return KafkaMethods.ofInstances(owner, name, methodType(type)).asType(methodType(type, Object.class));
    }
}
