package dev.signet.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the gate: files and settings know nobody, baselines judge, reports only tell. */
class WallsTest {
    private static final JavaClasses GATE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signet.gate");

    @Test
    void the_rooms_form_no_cycle() {
        slices().matching("dev.signet.gate.(*)..").should().beFreeOfCycles().check(GATE);
    }

    @Test
    void verdicts_depend_on_no_baseline_and_no_report() {
        noClasses()
                .that()
                .resideInAnyPackage("..gate.verdict..", "..gate.history..", "..gate.files..", "..gate.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gate.baseline..", "..gate.report..", "dev.signet.client..")
                .check(GATE);
    }

    @Test
    void only_baselines_and_the_command_see_the_registrys_client() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..gate.baseline..", "dev.signet.gate")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signet.client..")
                .check(GATE);
    }

    @Test
    void nobody_sees_kafka_or_the_server() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "dev.signet.server..", "dev.signet.serde..", "dev.signet.cli..")
                .check(GATE);
    }

    @Test
    void verdicts_read_no_files() {
        noClasses()
                .that()
                .resideInAnyPackage("..gate.verdict..", "..gate.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..")
                .check(GATE);
    }
}
