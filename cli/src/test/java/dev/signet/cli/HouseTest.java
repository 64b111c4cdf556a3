package dev.signet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.signet.schema.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house: which room may see what. The module that composes everything can see them all. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.signet");

    @Test
    void the_core_does_no_io_and_knows_no_neighbour() {
        hold(noClasses()
                .that()
                .resideInAPackage("dev.signet.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "org.apache.kafka..",
                        "io.javalin..",
                        "org.jdbi..",
                        "org.slf4j..",
                        "dev.signet.client..",
                        "dev.signet.server..",
                        "dev.signet.serde..",
                        "dev.signet.broker..",
                        "dev.signet.gate..",
                        "dev.signet.cli.."));
    }

    @Test
    void only_the_postgres_room_sees_the_database() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages("dev.signet.server.postgres..", "dev.signet.cli.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.postgresql..", "java.sql.."));
    }

    @Test
    void only_the_http_room_sees_javalin() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.signet.server.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."));
    }

    @Test
    void the_use_cases_know_neither_database_nor_http() {
        hold(noClasses()
                .that()
                .resideInAnyPackage("dev.signet.server.registry..", "dev.signet.server.brokers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.signet.server.postgres..", "dev.signet.server.http.."));
    }

    @Test
    void only_the_append_rooms_see_the_brokers_internals() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.signet.broker.append..", "dev.signet.broker.agent..", "dev.signet.broker.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.storage..", "org.apache.kafka.server.."));
    }

    @Test
    void the_client_and_the_gate_know_no_kafka() {
        hold(noClasses()
                .that()
                .resideInAnyPackage("dev.signet.client..", "dev.signet.gate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "dev.signet.server..", "dev.signet.serde.."));
    }

    @Test
    void clients_know_no_server_and_the_server_knows_no_client() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.signet.serde..", "dev.signet.broker..", "dev.signet.gate..", "dev.signet.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.signet.server.."));
        hold(noClasses()
                .that()
                .resideInAPackage("dev.signet.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.signet.client..", "dev.signet.serde..", "dev.signet.broker.."));
    }

    @Test
    void rooms_of_a_module_form_no_cycle() {
        for (String module : List.of("server", "serde", "broker", "gate", "cli")) {
            hold(slices().matching("dev.signet." + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = HOUSE.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(room -> !room.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(room -> room.getName())
                .sorted()
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void interfaces_and_classes_are_named_in_the_fields_words() {
        hold(classes()
                .that()
                .resideInAPackage("dev.signet..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|DTO|Dto)$"));
    }

    @Test
    void error_codes_stand_in_one_table_only() throws IOException {
        // "40001" in quotes is what SQL calls a transaction that could not be serialised.
        Pattern literal = Pattern.compile("(?<!\")\\b(4[0-9]{4}|5000[0-9])\\b|\"(?!40001\")(4[0-9]{4}|5000[0-9])\"");
        List<String> found = new ArrayList<>();
        Path root = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("src/main/java"))
                    .filter(path -> !path.endsWith(ErrorCode.class.getSimpleName() + ".java"))
                    .toList()) {
                String text = Files.readString(file);
                if (literal.matcher(text).find()) {
                    found.add(root.relativize(file).toString());
                }
            }
        }

        assertThat(found).isEmpty();
    }

    /** A rule holds also where its room is still empty. */
    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
