package dev.signet.broker.append;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * The one method of the Apache Kafka at hand that the hook goes into: the exit of
 * {@code UnifiedLog.analyzeAndValidateRecords}. There the batch's checksum and size have been checked and the log is
 * not locked yet. A class of that name without the method exists in some releases, so both have to match.
 *
 * @param type the class that has the method
 * @param method the method
 * @param neighbour a class of the same package that can be loaded without loading {@code type}
 */
record HookPoint(TypeDescription type, MethodDescription.InDefinedShape method, String neighbour) {

    private static final String METHOD = "analyzeAndValidateRecords";
    private static final List<String> PARAMETERS =
            List.of("MemoryRecords", "AppendOrigin", "boolean", "boolean", "int");

    /** A place where Kafka's releases have had the class. */
    private record Site(String type, String neighbour) {}

    private static final List<Site> SITES = List.of(
            new Site(
                    "org.apache.kafka.storage.internals.log.UnifiedLog",
                    "org.apache.kafka.storage.internals.log.AppendOrigin"),
            new Site("kafka.log.UnifiedLog", "kafka.log.LogManager$"));

    /**
     * Finds the hook point without loading a class of Kafka's.
     *
     * @throws WeavingException unless there is exactly one
     */
    static HookPoint find(ClassFileLocator classes) {
        TypePool pool = TypePool.Default.of(classes);
        List<HookPoint> found = new ArrayList<>();
        for (Site site : SITES) {
            TypePool.Resolution type = pool.describe(site.type());
            if (type.isResolved()) {
                hookable(type.resolve())
                        .forEach(method -> found.add(new HookPoint(type.resolve(), method, site.neighbour())));
            }
        }
        if (found.size() != 1) {
            throw WeavingException.unfit(what(found));
        }
        return found.get(0);
    }

    private static List<MethodDescription.InDefinedShape> hookable(TypeDescription type) {
        boolean readable = has(type, "parentDir") && has(type, "topicPartition") && has(type, "config");
        return type.getDeclaredMethods().filter(named(METHOD)).stream()
                .filter(method -> readable && hasExpectedParameters(method))
                .toList();
    }

    private static boolean has(TypeDescription type, String method) {
        return !type.getDeclaredMethods()
                .filter(named(method).and(takesArguments(0)).and(isPublic()))
                .isEmpty();
    }

    private static boolean hasExpectedParameters(MethodDescription method) {
        return !method.isStatic()
                && method.getParameters().stream()
                        .map(ParameterDescription::getType)
                        .map(type -> type.asErasure().getSimpleName())
                        .toList()
                        .equals(PARAMETERS);
    }

    private static String what(List<HookPoint> found) {
        return found.isEmpty()
                ? "the class path has no method UnifiedLog." + METHOD + "(" + String.join(", ", PARAMETERS) + ")"
                : "the class path has it more than once: "
                        + found.stream().map(point -> point.type().getName()).collect(Collectors.joining(", "));
    }

    /** The class of the batches that the method is handed. */
    TypeDescription recordsType() {
        return method.getParameters().get(0).getType().asErasure();
    }

    /** The class file with the hook in it. */
    byte[] woven(ClassFileLocator classes) {
        return new ByteBuddy()
                .decorate(type, classes)
                .visit(Advice.to(HookAdvice.class).on(ElementMatchers.is(method)))
                .make()
                .getBytes();
    }
}
