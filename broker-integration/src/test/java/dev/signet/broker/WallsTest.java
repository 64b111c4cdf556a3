package dev.signet.broker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
    void nothing_that_the_agent_runs_links_to_types_of_kafka_that_move_between_releases() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.signet.broker.embedded..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "kafka\\..*|org\\.apache\\.kafka\\.common\\.(record|utils|compress)\\..*|.*\\.UnifiedLog")
                .check(MODULE);
    }

    @Test
    void nothing_that_the_agent_runs_sees_the_embedded_log() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.signet.broker.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signet.broker.embedded..")
                .check(MODULE);
    }

    @Test
    void what_is_logged_through_the_brokers_own_slf4j_uses_nothing_that_came_with_version_2() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j.spi..", "org.slf4j.event..")
                .orShould()
                .callMethodWhere(target(owner(assignableTo("org.slf4j.Logger")))
                        .and(target(nameMatching(
                                "at(Trace|Debug|Info|Warn|Error|Level)|makeLoggingEventBuilder|isEnabledForLevel"))))
                .check(MODULE);
    }

    @Test
    void the_rooms_form_no_cycle() {
        slices().matching("dev.signet.broker.(*)..").should().beFreeOfCycles().check(MODULE);
    }
}
