package dev.signet.server.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the server: who may see the database, and who may see HTTP. */
class RoomsTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signet.server");

    @Test
    void only_the_postgres_room_sees_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.signet.server.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.postgresql..", "java.sql..")
                .check(SERVER);
    }

    @Test
    void the_use_cases_see_neither_the_database_nor_http() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.signet.server.registry..", "dev.signet.server.brokers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.signet.server.postgres..",
                        "dev.signet.server.http..",
                        "dev.signet.schema.rest..",
                        "io.javalin..",
                        "org.jdbi..",
                        "com.fasterxml..")
                .check(SERVER);
    }
}
