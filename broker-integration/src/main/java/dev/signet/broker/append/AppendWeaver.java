package dev.signet.broker.append;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.security.ProtectionDomain;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hook into the broker's log, once a process and before Apache Kafka loads that class.
 *
 * <p>Safe for use by many threads; every call after the first successful one does nothing.
 */
public final class AppendWeaver {

    /** There once the hook is in. */
    private static @Nullable LogMethods methods;

    private AppendWeaver() {}

    /**
     * Defines the log's class with the hook in it ahead of Kafka. Has to come before anything of the broker is touched:
     * make it the first statement of the process.
     *
     * @throws WeavingException if this Kafka has no such place, or if its class has been loaded already
     */
    public static synchronized void weave() {
        if (methods != null) {
            return;
        }
        ClassLoader loader = loader();
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader);
        HookPoint point = HookPoint.find(classes);
        define(point, point.woven(classes), loader);
        methods = methods(point, loader);
    }

    private static void define(HookPoint point, byte[] classFile, ClassLoader loader) {
        try {
            Class<?> neighbour = Class.forName(point.neighbour(), false, loader);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(classFile);
        } catch (LinkageError tooLate) {
            throw new WeavingException(tooLate(point) + "weave before anything of the broker is used", tooLate);
        } catch (ReflectiveOperationException inaccessible) {
            throw new WeavingException(
                    "Signet's validation cannot be put into " + point.type().getName(), inaccessible);
        }
    }

    private static String tooLate(HookPoint point) {
        return "Signet's validation came too late: " + point.type().getName() + " is loaded already; ";
    }

    private static LogMethods methods(HookPoint point, ClassLoader loader) {
        return LogMethods.of(
                KafkaMethods.type(point.type().getName(), loader),
                KafkaMethods.type(point.recordsType().getName(), loader));
    }

    /**
     * Changes the log's class as it is loaded, for a broker that is started with this code as Java agent. Loads it, so
     * that what does not fit is known before the broker's {@code main}.
     *
     * @throws WeavingException if this Kafka has no such place, or if its class has been loaded already
     */
    public static synchronized void weaveOnLoad(Instrumentation instrumentation) {
        if (methods != null) {
            return;
        }
        ClassLoader loader = loader();
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader);
        HookPoint point = HookPoint.find(classes);
        OnLoad onLoad = new OnLoad(point.type().getInternalName(), point.woven(classes));
        instrumentation.addTransformer(onLoad);
        LogMethods found = methods(point, loader);
        if (!onLoad.hasChanged()) {
            throw new WeavingException(tooLate(point) + "name Signet's agent before the other agents of this JVM");
        }
        methods = found;
    }

    /** Whether the hook is in. */
    public static synchronized boolean isWoven() {
        return methods != null;
    }

    /** How the woven class is read; the hook, which asks, runs only in it. */
    static synchronized LogMethods methods() {
        if (methods == null) {
            throw new IllegalStateException("the hook is not in yet");
        }
        return methods;
    }

    private static ClassLoader loader() {
        ClassLoader own = AppendWeaver.class.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }

    /** Hands out the changed class file for the one class. */
    private static final class OnLoad implements ClassFileTransformer {
        private final String internalName;
        private final byte[] classFile;
        private volatile boolean changed;

        OnLoad(String internalName, byte[] classFile) {
            this.internalName = internalName;
            this.classFile = classFile;
        }

        boolean hasChanged() {
            return changed;
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String className,
                @Nullable Class<?> classBeingRedefined,
                @Nullable ProtectionDomain domain,
                byte[] original) {
            if (!internalName.equals(className)) {
                return null;
            }
            changed = true;
            return classFile;
        }
    }
}
