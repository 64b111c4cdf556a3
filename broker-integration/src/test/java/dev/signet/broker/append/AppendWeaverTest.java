package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.StubMethod;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.junit.jupiter.api.Test;

class AppendWeaverTest {

    private static final String NEWER = "org.apache.kafka.storage.internals.log.UnifiedLog";
    private static final String OLDER = "kafka.log.UnifiedLog";

    /** The same classes as this JVM's, loaded apart from it. */
    private static URLClassLoader apart() {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(AppendWeaverTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void weave(ClassLoader loader) throws ReflectiveOperationException {
        loader.loadClass(AppendWeaver.class.getName()).getMethod("weave").invoke(null);
    }

    @Test
    void weaving_again_changes_nothing() throws Exception {
        try (URLClassLoader loader = apart()) {
            weave(loader);

            assertThatCode(() -> weave(loader)).doesNotThrowAnyException();
            assertThat(loader.loadClass(NEWER).getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void weaving_too_late_is_said() throws Exception {
        try (URLClassLoader loader = apart()) {
            loader.loadClass(NEWER);

            assertThatThrownBy(() -> weave(loader))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("Signet's validation came too late: " + NEWER
                            + " is loaded already; weave before anything of the broker is used");
        }
    }

    @Test
    void the_hook_point_of_this_kafka_is_found() throws IOException {
        assertThat(HookPoint.find(thisKafka()).type().getName()).isEqualTo(NEWER);
    }

    @Test
    void a_kafka_without_the_method_is_refused() throws IOException {
        assertThatThrownBy(() -> HookPoint.find(with(fake(NEWER, "somethingElse"))))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining("has no method UnifiedLog.analyzeAndValidateRecords("
                        + "MemoryRecords, AppendOrigin, boolean, boolean, int)");
    }

    @Test
    void a_kafka_with_two_such_methods_is_refused() {
        assertThatThrownBy(() -> HookPoint.find(with(fake(OLDER, "analyzeAndValidateRecords"))))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining("has it more than once: " + NEWER + ", " + OLDER);
    }

    @Test
    void a_class_of_the_name_without_the_method_does_not_confuse_it() throws IOException {
        ClassFileLocator kafka40 = new ClassFileLocator.Compound(
                locator(fake(NEWER, "somethingElse")), with(fake(OLDER, "analyzeAndValidateRecords")));

        assertThat(HookPoint.find(kafka40).type().getName()).isEqualTo(OLDER);
    }

    private static ClassFileLocator thisKafka() {
        return ClassFileLocator.ForClassLoader.of(AppendWeaverTest.class.getClassLoader());
    }

    private static ClassFileLocator with(DynamicType.Unloaded<?> type) {
        return new ClassFileLocator.Compound(locator(type), thisKafka());
    }

    private static ClassFileLocator locator(DynamicType.Unloaded<?> type) {
        return ClassFileLocator.Simple.of(type.getTypeDescription().getName(), type.getBytes());
    }

    private static DynamicType.Unloaded<?> fake(String name, String method) {
        return new ByteBuddy()
                .subclass(Object.class)
                .name(name)
                .defineMethod(method, Object.class, Visibility.PRIVATE)
                .withParameters(MemoryRecords.class, AppendOrigin.class, boolean.class, boolean.class, int.class)
                .intercept(StubMethod.INSTANCE)
                .defineMethod("parentDir", String.class, Visibility.PUBLIC)
                .intercept(StubMethod.INSTANCE)
                .defineMethod("topicPartition", TopicPartition.class, Visibility.PUBLIC)
                .intercept(StubMethod.INSTANCE)
                .defineMethod("config", AbstractConfig.class, Visibility.PUBLIC)
                .intercept(StubMethod.INSTANCE)
                .make();
    }
}
