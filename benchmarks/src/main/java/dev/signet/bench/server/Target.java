package dev.signet.bench.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A peer that runs and has the subjects in it.
 *
 * @param peer which
 * @param process where it runs
 * @param workload what to ask of it
 */
record Target(Peer peer, ServerProcess process, Workload workload) implements AutoCloseable {
    private static final List<Operation> READS =
            List.of(Operation.BY_ID, Operation.LATEST, Operation.LOOKUP, Operation.REREGISTER, Operation.COMPATIBILITY);

    /** A registry on an empty database, filled over HTTP. */
    static Target registry(Peer peer, BenchDatabase database, Map<String, String> settings) {
        ServerProcess process = peer.start(database.url(database.create()), settings);
        try (Load load = new Load(process.port(), 1)) {
            return new Target(peer, process, Workload.register(load, peer.basePath()));
        } catch (RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /** The bare route, with the answers that a registry gives. */
    static Target bare(Target registry, BenchDatabase database) {
        String name = database.create();
        try (Connection connection = database.connect(name);
                Load load = new Load(registry.process.port(), 1)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BareServer.TABLE);
            }
            copyAnswers(registry.workload, load, connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot write the table of answers", failed);
        }
        return new Target(Peer.BARE, Peer.BARE.start(database.url(name), Map.of()), Workload.bare(registry.workload));
    }

    private static void copyAnswers(Workload workload, Load load, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO answers VALUES (?, ?, ?, ?)")) {
            for (Operation operation : READS) {
                List<Request> requests = workload.requests(operation);
                for (int i = 0; i < requests.size(); i++) {
                    insert.setInt(1, BareServer.row(operation, i));
                    insert.setBytes(2, load.ask(requests.get(i)));
                    insert.setString(3, Schemas.text(i, 3));
                    insert.setString(4, Schemas.text(i, 2));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
