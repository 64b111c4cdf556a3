package dev.signet.cli.postgres;

import dev.signet.cli.data.DataFolder;
import java.nio.file.Path;

/** A process of its own that starts a server, says where, and waits to be killed. */
final class PostgresChild {
    private PostgresChild() {}

    public static void main(String[] arguments) throws Exception {
        try (DataFolder folder = DataFolder.open(Path.of(arguments[0]));
                EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            System.out.println("port " + server.port());
            System.out.flush();
            while (System.in.read() >= 0) {
                // until the parent goes away
            }
        }
    }
}
