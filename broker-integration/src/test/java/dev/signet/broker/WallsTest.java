package dev.signet.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room of this module may see what. */
class WallsTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signet.broker");

    @Test
    void only_append_agent_and_embedded_see_kafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.signet.broker.append..", "dev.signet.broker.agent..", "dev.signet.broker.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..", "net.bytebuddy..")
                .check(MODULE);
    }

    @Test
    void the_validator_knows_no_clock_thread_pool_network_or_registry() {
        noClasses()
                .that()
                .resideInAPackage("dev.signet.broker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.time..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "org.apache.avro..",
                        "dev.signet.client..",
                        "dev.signet.schema.avro..")
                .check(MODULE);
    }

    @Test
    void types_of_kafka_that_move_between_releases_are_linked_from_two_classes_only() {
        noClasses()
                .that()
                .resideInAPackage("dev.signet.broker.append")
                .and()
                .doNotHaveSimpleName("KafkaLog")
                .and()
                .haveNameNotMatching(".*KafkaDecompressor.*")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.kafka\\.common\\.(record|utils|compress)\\..*"
                        + "|.*\\.UnifiedLog|.*\\.MemoryRecords")
                .check(MODULE);
    }

    @Test
    void the_rooms_form_no_cycle() {
        slices().matching("dev.signet.broker.(*)..").should().beFreeOfCycles().check(MODULE);
    }
}
