package dev.signet.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddedPostgresIT {
    @TempDir
    Path temp;

    @Test
    void an_acknowledged_commit_is_on_the_disk() throws SQLException {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Connection connection = connect(server, server.password())) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(connection, "full_page_writes")).isEqualTo("on");
            assertThat(setting(connection, "data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void the_database_is_utf8_sorts_by_code_point_and_is_a_current_major_version() throws SQLException {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Connection connection = connect(server, server.password())) {
            assertThat(setting(connection, "server_encoding")).isEqualTo("UTF8");
            assertThat(value(connection, "select 'a' > 'B' and 'é' > 'z'")).isEqualTo("t");
            assertThat(Integer.parseInt(setting(connection, "server_version_num")))
                    .isGreaterThanOrEqualTo(170_000);
        }
    }

    @Test
    void only_the_generated_password_opens_it_and_it_lies_in_a_file_of_the_owner() throws Exception {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            Path file = folder.resolve("postgres/signet.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file).hasContent(server.password());
            assertThat(server.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThatThrownBy(() -> connect(server, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            try (Connection connection = connect(server, server.password())) {
                assertThat(value(connection, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                        .isEqualTo("scram-sha-256");
            }
        }
    }

    @Test
    void it_listens_on_the_loopback_address_only() throws Exception {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(reachable(InetAddress.getByName("127.0.0.1"), server.port()))
                    .isTrue();
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            assertThat(others).noneMatch(address -> reachable(address, server.port()));
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws SQLException {
        String password;
        try (DataFolder folder = DataFolder.open(temp)) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                password = server.password();
                write(server, 42);
            }
            assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();

            try (EmbeddedPostgres again = EmbeddedPostgres.start(folder)) {
                assertThat(again.password()).isEqualTo(password);
                assertThat(read(again)).isEqualTo(42);
            }
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_process_is_stopped_and_its_data_kept() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresChild.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle orphan;
        try (BufferedReader output = child.inputReader()) {
            assertThat(output.readLine()).startsWith("port ");
            orphan = new PostmasterFile(temp.toRealPath().resolve("postgres"))
                    .server()
                    .orElseThrow();
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("process " + child.pid());
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(orphan.isAlive()).isTrue();

        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(new PostmasterFile(folder.resolve("postgres")).server())
                    .hasValueSatisfying(now -> assertThat(now.pid()).isNotEqualTo(orphan.pid()));
            write(server, 7);
            assertThat(read(server)).isEqualTo(7);
        }
    }

    @Test
    void a_server_that_was_killed_itself_comes_back_with_what_it_acknowledged() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            EmbeddedPostgres killed = EmbeddedPostgres.start(folder);
            write(killed, 11);
            new PostmasterFile(folder.resolve("postgres"))
                    .server()
                    .orElseThrow()
                    .destroyForcibly();

            try (EmbeddedPostgres again = EmbeddedPostgres.start(folder)) {
                assertThat(read(again)).isEqualTo(11);
            }
        }
    }

    @Test
    void a_stale_mark_whose_number_belongs_to_somebody_else_by_now_is_no_obstacle() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            Path mark = folder.resolve("postgres/postmaster.pid");
            Process neighbour = new ProcessBuilder("sleep", "60").start();
            try {
                List<String> lines;
                try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                    write(server, 3);
                    lines = Files.readAllLines(mark);
                }
                lines.set(0, Long.toString(neighbour.pid()));
                Files.write(mark, lines);

                try (EmbeddedPostgres again = EmbeddedPostgres.start(folder)) {
                    assertThat(read(again)).isEqualTo(3);
                }
                assertThat(neighbour.isAlive()).isTrue();
            } finally {
                neighbour.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void data_of_another_major_version_is_refused_and_left_alone() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            Path version = Files.createDirectory(folder.resolve("postgres")).resolve("PG_VERSION");
            Files.writeString(version, "9\n");

            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("PostgreSQL 9,")
                    .hasMessageContaining("PostgreSQL " + PostgresBinaries.majorVersion())
                    .hasMessageContaining("--data");
            assertThat(version).hasContent("9\n");
        }
    }

    @Test
    void a_folder_that_holds_something_else_is_refused_and_left_alone() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            Path other = Files.createDirectory(folder.resolve("postgres")).resolve("letters.txt");
            Files.writeString(other, "dear");

            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("not PostgreSQL data");
            assertThat(other).hasContent("dear");
        }
    }

    @Test
    void a_creation_that_was_interrupted_is_begun_again() throws Exception {
        try (DataFolder folder = DataFolder.open(temp)) {
            Files.writeString(
                    Files.createDirectories(folder.resolve("postgres.new/data")).resolve("PG_VERSION"), "18\n");

            try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
                write(server, 1);
            }
            assertThat(folder.resolve("postgres.new")).doesNotExist();
        }
    }

    private static Connection connect(EmbeddedPostgres server, String password) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), password);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return value(connection, "show " + name);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void write(EmbeddedPostgres server, int value) throws SQLException {
        try (Connection connection = connect(server, server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select " + value + " as value");
        }
    }

    private static int read(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = connect(server, server.password())) {
            return Integer.parseInt(value(connection, "select value from kept"));
        }
    }

    private static boolean reachable(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
