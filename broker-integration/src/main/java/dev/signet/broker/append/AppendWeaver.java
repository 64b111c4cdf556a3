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

    private static boolean woven;

    private AppendWeaver() {}

    /**
     * Defines the log's class with the hook in it ahead of Kafka. Has to come before anything of the broker is touched:
     * make it the first statement of the process.
     *
     * @throws WeavingException if this Kafka has no such place, or if its class has been loaded already
     */
    public static synchronized void weave() {
        if (woven) {
            return;
        }
        ClassLoader loader = loader();
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader);
        HookPoint point = HookPoint.find(classes);
        define(point, point.woven(classes), loader);
        woven = true;
    }

    private static void define(HookPoint point, byte[] classFile, ClassLoader loader) {
        try {
            Class<?> neighbour = Class.forName(point.neighbour(), false, loader);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(classFile);
        } catch (LinkageError tooLate) {
            throw new WeavingException(
                    "Signet's validation came too late: " + point.type().getName()
                            + " is loaded already; weave before anything of the broker is used",
                    tooLate);
        } catch (ReflectiveOperationException inaccessible) {
            throw new WeavingException(
                    "Signet's validation cannot be put into " + point.type().getName(), inaccessible);
        }
    }

    /**
     * Has the log's class changed when Kafka loads it, for a broker that is started with this code as Java agent.
     *
     * @throws WeavingException if this Kafka has no such place
     */
    public static synchronized void weaveOnLoad(Instrumentation instrumentation) {
        if (woven) {
            return;
        }
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader());
        HookPoint point = HookPoint.find(classes);
        instrumentation.addTransformer(new OnLoad(point.type().getInternalName(), point.woven(classes)));
        woven = true;
    }

    /** Whether the hook is in, or will be when Kafka loads the class. */
    public static synchronized boolean isWoven() {
        return woven;
    }

    private static ClassLoader loader() {
        ClassLoader own = AppendWeaver.class.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }

    /** Hands out the changed class file for the one class. */
    private static final class OnLoad implements ClassFileTransformer {
        private final String internalName;
        private final byte[] classFile;

        OnLoad(String internalName, byte[] classFile) {
            this.internalName = internalName;
            this.classFile = classFile;
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String className,
                @Nullable Class<?> classBeingRedefined,
                @Nullable ProtectionDomain domain,
                byte[] original) {
            return internalName.equals(className) ? classFile : null;
        }
    }
}
