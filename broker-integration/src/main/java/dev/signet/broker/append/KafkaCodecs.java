package dev.signet.broker.append;

import static java.lang.invoke.MethodType.methodType;

import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Kafka's own codecs, for reading. Called through handles: the types of their signatures lie in different packages from
 * one release to the next. Safe for use by many threads.
 */
final class KafkaCodecs {

    private static final String COMPRESSION = "org.apache.kafka.common.compress.Compression";
    private static final byte FORMAT = 2;

    /** In the order of their numbers in a batch's attributes, which begin with 1. */
    private static final List<String> NAMES = List.of("gzip", "snappy", "lz4", "zstd");

    private final List<Object> codecs;
    private final MethodHandle wrapForInput;
    private final MethodHandle createBuffers;

    private KafkaCodecs(List<Object> codecs, MethodHandle wrapForInput, MethodHandle createBuffers) {
        this.codecs = codecs;
        this.wrapForInput = wrapForInput;
        this.createBuffers = createBuffers;
    }

    /**
     * The codecs of the Apache Kafka on the class path.
     *
     * @throws WeavingException if they are not where they are expected
     */
    static KafkaCodecs ofThisKafka() {
        ClassLoader own = KafkaCodecs.class.getClassLoader();
        return of(KafkaMethods.type(COMPRESSION, own != null ? own : ClassLoader.getSystemClassLoader()));
    }

    static KafkaCodecs of(Class<?> compression) {
        Class<?> buffers = buffers(compression);
        MethodHandle wrapForInput = KafkaMethods.ofInstances(
                compression, "wrapForInput", methodType(InputStream.class, ByteBuffer.class, byte.class, buffers));
        MethodHandle create = KafkaMethods.ofClass(buffers, "create", methodType(buffers));
        return new KafkaCodecs(
                NAMES.stream().map(name -> codec(compression, name)).toList(),
                wrapForInput.asType(
                        methodType(InputStream.class, Object.class, ByteBuffer.class, byte.class, Object.class)),
                create.asType(methodType(Object.class)));
    }

    /** The type of the third argument of {@code wrapForInput}: {@code BufferSupplier}, wherever it lies. */
    private static Class<?> buffers(Class<?> compression) {
        List<Method> found = Arrays.stream(compression.getMethods())
                .filter(method -> method.getName().equals("wrapForInput") && method.getParameterCount() == 3)
                .toList();
        if (found.size() != 1) {
            throw WeavingException.unfit(compression.getName() + " has " + found.size()
                    + " public methods wrapForInput of three arguments, not one");
        }
        return found.get(0).getParameterTypes()[2];
    }

    private static Object codec(Class<?> compression, String name) {
        Class<?> builder = KafkaMethods.type(compression.getName() + "$Builder", compression.getClassLoader());
        MethodHandle of = KafkaMethods.ofClass(compression, "of", methodType(builder, String.class));
        MethodHandle build = KafkaMethods.ofInstances(builder, "build", methodType(compression));
        try {
            return build.invoke(of.invoke(name));
        } catch (Throwable unknown) {
            throw WeavingException.unfit(compression.getName() + " has no codec " + name, unknown);
        }
    }

    /** Buffers that the codecs of one thread use over and over. */
    Object newBuffers() {
        try {
            return (Object) createBuffers.invokeExact();
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }

    /**
     * The compressed bytes in plain.
     *
     * @param codec its number in a batch's attributes
     * @param bytes the compressed records
     * @param buffers what {@link #newBuffers} made for this thread
     * @throws IllegalArgumentException if there is no such codec
     */
    InputStream open(int codec, ByteBuffer bytes, Object buffers) {
        if (codec < 1 || codec > codecs.size()) {
            throw new IllegalArgumentException("there is no codec of number " + codec);
        }
        try {
            return (InputStream) wrapForInput.invokeExact(codecs.get(codec - 1), bytes, FORMAT, buffers);
        } catch (Throwable thrown) {
            throw KafkaMethods.thrown(thrown);
        }
    }
}
