package dev.signet.server.consistency;

import java.net.URI;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Server processes on one database process, and somebody who kills them. */
final class Cluster implements Replicas, AutoCloseable {
    private static final int SERVERS = 3;

    private final DatabaseProcess database;
    private final Path log;
    private final AtomicReferenceArray<ServerProcess> servers = new AtomicReferenceArray<>(SERVERS);

    Cluster(Path folder) {
        this.database = DatabaseProcess.start(folder);
        this.log = folder.resolve("servers.log");
        for (int server = 0; server < SERVERS; server++) {
            servers.set(server, ServerProcess.start(database.url(), log));
        }
    }

    @Override
    public int count() {
        return SERVERS;
    }

    @Override
    public URI uri(int replica) {
        return servers.get(replica).uri();
    }

    /** Kills something, every other time the database, and lets it come back. Returns what it was. */
    String killOne(int round, SplittableRandom random) {
        if (round % 2 == 1) {
            database.kill();
            database.restart();
            return "database";
        }
        int server = random.nextInt(SERVERS);
        servers.get(server).kill();
        servers.set(server, ServerProcess.start(database.url(), log));
        return "server " + server;
    }

    @Override
    public void close() {
        for (int server = 0; server < SERVERS; server++) {
            servers.get(server).kill();
        }
        database.kill();
    }
}
