package dev.signet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = "Run the registry alone, on a PostgreSQL of yours. As many as you like may share one database.")
final class ServerCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--db",
            required = true,
            paramLabel = "JDBC_URL",
            defaultValue = "${env:SIGNET_DB}",
            description = "The database, such as jdbc:postgresql://HOST/DB?user=U&password=P (default: SIGNET_DB).")
    String database = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:SIGNET_PORT:-8081}",
            description = "Port of the registry (default: SIGNET_PORT, else 8081).")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:SIGNET_HOST:-127.0.0.1}",
            description = "Address to listen on (default: SIGNET_HOST, else 127.0.0.1: this machine only).")
    String host = "127.0.0.1";

    ServerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        session.console().say("no server yet " + database + host + port);
        return ExitCode.FAULT.code();
    }
}
