package dev.signet.broker.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the agent's jar, and what is not: it shares a class path with everything that a broker has. */
class AgentJarIT {

    private static final String SHADED = "dev/signet/broker/agent/shaded/";
    private static final int JAVA_8 = 52;
    private static final int JAVA_17 = 61;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(StockBroker.AGENT_JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    private List<String> files() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    @Test
    void everything_lies_below_names_that_are_signets_own() {
        assertThat(files())
                .allMatch(name -> name.startsWith("dev/signet/") || name.startsWith("META-INF/"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.startsWith("dev/signet/broker/embedded/"))
                .doesNotHaveDuplicates();
        assertThat(files().stream().filter(name -> name.startsWith("META-INF/services/")))
                .allMatch(name -> name.startsWith("META-INF/services/dev.signet."));
    }

    @Test
    void what_it_needs_of_others_is_in_it_but_for_kafka_and_slf4j() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "",
                        "java..",
                        "javax..",
                        "com.sun.net.httpserver",
                        "dev.signet..",
                        "org.slf4j",
                        "org.apache.kafka.common",
                        "org.apache.kafka.common.config..",
                        "org.apache.kafka.common.errors",
                        "org.apache.kafka.common.requests",
                        "org.apache.kafka.server.authorizer",
                        "org.apache.kafka.storage.internals.log")))
                .check(new ClassFileImporter()
                        .withImportOption(location -> !location.contains(SHADED))
                        .importJar(jar));
        assertThat(files())
                .contains(
                        SHADED + "avro/Schema.class",
                        SHADED + "bytebuddy/ByteBuddy.class",
                        SHADED + "jackson/databind/ObjectMapper.class",
                        SHADED + "jspecify/annotations/NullMarked.class");
    }

    @Test
    void the_manifest_names_the_entry_and_the_version() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.signet.broker.agent.entry.AgentEntry");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    }

    @Test
    void the_entry_can_be_loaded_by_java_8_and_only_the_entry() throws IOException {
        assertThat(major("dev/signet/broker/agent/entry/AgentEntry.class")).isEqualTo(JAVA_8);
        assertThat(major("dev/signet/broker/agent/SignetAgent.class")).isEqualTo(JAVA_17);
    }

    private int major(String name) throws IOException {
        try (DataInputStream classFile = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            classFile.skipBytes(6);
            return classFile.readUnsignedShort();
        }
    }

    @Test
    void licences_and_notices_of_what_it_carries_are_in_it() throws IOException {
        assertThat(files())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/licenses/avro/LICENSE",
                        "META-INF/licenses/avro/NOTICE",
                        "META-INF/licenses/byte-buddy/LICENSE",
                        "META-INF/licenses/byte-buddy/NOTICE",
                        "META-INF/licenses/byte-buddy/ASM",
                        "META-INF/licenses/jackson-annotations/LICENSE",
                        "META-INF/licenses/jackson-core/LICENSE",
                        "META-INF/licenses/jackson-core/NOTICE",
                        "META-INF/licenses/jackson-core/FastDoubleParser-LICENSE",
                        "META-INF/licenses/jackson-databind/LICENSE");
        assertThat(new String(
                        jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(), "UTF-8"))
                .startsWith("Signet");
    }
}
