package dev.signet.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The requests for one peer: {@value #SUBJECTS} subjects of two versions, asked for in turn, and new subjects without
 * end. Not safe for concurrent use.
 */
final class Workload {
    static final int SUBJECTS = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Operation, List<Request>> requests;
    private final Map<Operation, List<byte[]>> bytes = new EnumMap<>(Operation.class);
    private final AtomicInteger next = new AtomicInteger();
    private final boolean registers;
    private final NewSubjects newSubjects;

    private Workload(Map<Operation, List<Request>> requests, boolean registers, String basePath) {
        this.requests = requests;
        this.registers = registers;
        this.newSubjects = new NewSubjects(basePath);
        requests.forEach((operation, each) ->
                bytes.put(operation, each.stream().map(Request::bytes).toList()));
    }

    /** Registers the subjects and makes the requests. */
    static Workload register(Load load, String basePath) {
        load.ask(Request.put(basePath + "/config", "{\"compatibility\":\"BACKWARD\"}"));
        IntStream.range(0, SUBJECTS).forEach(i -> load.ask(registration(basePath, i, 1)));
        int[] ids = IntStream.range(0, SUBJECTS)
                .map(i -> id(load.ask(registration(basePath, i, 2))))
                .toArray();
        Map<Operation, List<Request>> requests = new EnumMap<>(Operation.class);
        requests.put(Operation.BY_ID, each(i -> Request.get(basePath + "/schemas/ids/" + ids[i])));
        requests.put(
                Operation.LATEST,
                each(i -> Request.get(basePath + "/subjects/" + Schemas.subject(i) + "/versions/latest")));
        requests.put(
                Operation.LOOKUP,
                each(i ->
                        Request.post(basePath + "/subjects/" + Schemas.subject(i), Schemas.body(Schemas.text(i, 2)))));
        requests.put(Operation.REREGISTER, each(i -> registration(basePath, i, 2)));
        requests.put(
                Operation.COMPATIBILITY,
                each(i -> Request.post(
                        basePath + "/compatibility/subjects/" + Schemas.subject(i) + "/versions/latest",
                        Schemas.body(Schemas.text(i, 3)))));
        return new Workload(requests, true, basePath);
    }

    /** The same operations as requests for rows of a table of answers. */
    static Workload bare(Workload registry) {
        Map<Operation, List<Request>> requests = new EnumMap<>(Operation.class);
        registry.requests.forEach((operation, each) -> requests.put(operation, each(i -> {
            String path = BareServer.path(operation, i);
            Request original = each.get(i);
            return original.body().length == 0
                    ? Request.get(path)
                    : Request.post(path, new String(original.body(), java.nio.charset.StandardCharsets.UTF_8));
        })));
        return new Workload(requests, false, "");
    }

    List<Request> requests(Operation operation) {
        return requests.getOrDefault(operation, List.of());
    }

    /** Whether the peer does this at all. */
    boolean has(Operation operation) {
        return operation == Operation.NEW_SUBJECT ? registers : requests.containsKey(operation);
    }

    /** Where the load gets its next request from. */
    Supplier<byte[]> source(Operation operation) {
        if (operation == Operation.NEW_SUBJECT) {
            return newSubjects::next;
        }
        List<byte[]> each = Objects.requireNonNull(bytes.get(operation), operation.label());
        return () -> each.get(next.getAndIncrement() % SUBJECTS);
    }

    static Request registration(String basePath, int subject, int version) {
        return Request.post(
                basePath + "/subjects/" + Schemas.subject(subject) + "/versions",
                Schemas.body(Schemas.text(subject, version)));
    }

    private static List<Request> each(java.util.function.IntFunction<Request> request) {
        return IntStream.range(0, SUBJECTS).mapToObj(request).toList();
    }

    private static int id(byte[] answer) {
        try {
            return JSON.readTree(answer).get("id").intValue();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
