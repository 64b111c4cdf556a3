package dev.signet.cli;

import dev.signet.cli.up.Servers;
import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = {
            "Run the registry alone, on a PostgreSQL of yours. As many as you like may share one database.",
            "Every setting can also be given as signet.NAME in a file (--config) or as SIGNET_NAME in the environment;"
                    + " options win over the environment, which wins over the file."
        })
final class ServerCommand implements Callable<Integer> {
    private final Session session;

    @Nullable
    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description =
                    "The database, such as jdbc:postgresql://HOST/DB (SIGNET_DB_URL). User and password may stand in"
                            + " it or in SIGNET_DB_USER and SIGNET_DB_PASSWORD.")
    String database;

    @Nullable
    @Option(names = "--port", paramLabel = "N", description = "Port of the registry (SIGNET_PORT, 8081).")
    Integer port;

    @Nullable
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (SIGNET_HOST, 127.0.0.1).")
    String host;

    @Nullable
    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with further settings.")
    Path file;

    ServerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> flags = new HashMap<>();
        put(flags, "signet.db.url", database);
        put(flags, "signet.port", port);
        put(flags, "signet.host", host);
        ServerConfig config = Servers.read(flags, System.getenv(), Optional.ofNullable(file));
        if (config.logFormat() == ServerConfig.LogFormat.JSON) {
            Logs.inJson();
        }
        RegistryServer server = Servers.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "signet-stop"));
        session.console().warnIfOpen(config.http().listening().host());
        session.console()
                .line("Ready: registry http://" + config.http().listening().host() + ":" + server.port()
                        + ". Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return ExitCode.OK.code();
    }

    private static void put(Map<String, String> flags, String key, @Nullable Object value) {
        if (value != null) {
            flags.put(key, value.toString());
        }
    }
}
