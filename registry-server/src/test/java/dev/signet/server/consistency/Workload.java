package dev.signet.server.consistency;

import dev.signet.server.consistency.Content.Part;
import dev.signet.server.consistency.Content.Whole;
import dev.signet.server.consistency.RegistryCalls.Listening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Clients that register, read and delete on few subjects, each at replicas of its choice, and repeat what got no answer
 * at another one until it has one. The level of the first subject never changes. Now and then all of them meet at a
 * subject that nobody used before, with schemas that conflict.
 */
final class Workload {
    static final List<String> SUBJECTS = List.of("steady", "first", "second");
    private static final int MARKS = 12;
    private static final int REQUESTS_A_MEETING = 100;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Replicas replicas;
    private final RegistryCalls calls = new RegistryCalls();
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
    private final List<AtomicInteger> highest =
            SUBJECTS.stream().map(subject -> new AtomicInteger(1)).toList();
    private final Set<String> meetings = ConcurrentHashMap.newKeySet();
    private final AtomicInteger highestId = new AtomicInteger(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final long start = System.nanoTime();

    Workload(Replicas replicas) {
        this.replicas = replicas;
    }

    /** How many requests were answered, or should have been. */
    int asked() {
        return asked.get();
    }

    /** Runs until told to stop, and returns what all clients saw. */
    List<Operation> run(int clients, int pauseMicros, long seed, BooleanSupplier goesOn) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (String subject : SUBJECTS) {
            must(0, 0, new Request.SetLevel(subject + "-wholes", Level.NONE));
            must(0, 0, new Request.Register(subject, new Part("int", false, 0)));
        }
        // The model knows the level of the wholes.
        history.removeIf(operation -> operation.request() instanceof Request.SetLevel);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 1; client <= clients; client++) {
                int number = client;
                SplittableRandom random = seeds.split();
                running.add(threads.submit(() -> client(number, pauseMicros, random, goesOn)));
            }
            running.forEach(Workload::await);
        } finally {
            threads.shutdownNow();
        }
        readEverythingEverywhere();
        return List.copyOf(history);
    }

    private static void await(Future<?> client) {
        try {
            client.get(5, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("a client failed", failed);
        }
    }

    private void client(int number, int pauseMicros, SplittableRandom random, BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            Request request = anything(random);
            Listening listening = request instanceof Request.Register && random.nextInt(20) == 0
                    ? Listening.UNTIL_IT_BEGINS
                    : Listening.TO_THE_END;
            int replica = random.nextInt(replicas.count());
            if (isUndecided(ask(number, replica, request, listening))) {
                must(number, replica + 1, request);
            }
            if (!isRead(request) && random.nextBoolean()) {
                ask(number, random.nextInt(replicas.count()), look(request.subject(), random), Listening.TO_THE_END);
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(pauseMicros + 1)));
        }
    }

    /** Asks one replica after the other until one answers. */
    private void must(int client, int firstReplica, Request request) {
        long deadline = System.nanoTime() + PATIENCE;
        for (int replica = firstReplica;
                isUndecided(ask(client, replica % replicas.count(), request, Listening.TO_THE_END));
                replica++) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no replica answers " + request);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
        }
    }

    private static boolean isUndecided(Optional<Reply> reply) {
        return reply.isEmpty() || reply.get() instanceof Reply.Unknown || reply.get() instanceof Reply.Unread;
    }

    private Optional<Reply> ask(int client, int replica, Request request, Listening listening) {
        long invoked = System.nanoTime() - start;
        Optional<Reply> reply = calls.ask(replicas.uri(replica), request, listening);
        long replied = System.nanoTime() - start;
        reply.filter(said -> !(said instanceof Reply.Unknown && isRead(request)))
                .ifPresent(said -> {
                    asked.incrementAndGet();
                    history.add(Operation.of(client, replica, invoked, replied, request, said));
                    learn(request, said);
                });
        return reply;
    }

    static boolean isRead(Request request) {
        return !(request instanceof Request.Register
                || request instanceof Request.SetLevel
                || request instanceof Request.ChangeSet
                || request instanceof Request.Hide
                || request instanceof Request.Remove);
    }

    private void learn(Request request, Reply reply) {
        if (request instanceof Request.ChangeSet set && reply instanceof Reply.Several several) {
            learnAll(set, several);
        }
        if (reply instanceof Reply.Registered registered) {
            highestId.accumulateAndGet(registered.id(), Math::max);
            int subject = SUBJECTS.indexOf(request.subject());
            if (subject >= 0) {
                highest.get(subject).accumulateAndGet(registered.version(), Math::max);
            }
        }
    }

    private void learnAll(Request.ChangeSet set, Reply.Several several) {
        for (int i = 0; several.applied() && i < several.replies().size(); i++) {
            learn(set.changes().get(i), several.replies().get(i));
        }
    }

    private static Request look(String subject, SplittableRandom random) {
        return random.nextInt(3) == 0 ? new Request.Latest(subject) : new Request.ListVersions(subject);
    }

    private String meeting() {
        String subject = "meeting" + asked.get() / REQUESTS_A_MEETING;
        meetings.add(subject);
        return subject;
    }

    private Request anything(SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            return new Request.Register(meeting(), part(random));
        }
        int index = random.nextInt(SUBJECTS.size());
        String subject = SUBJECTS.get(index);
        int last = highest.get(index).get();
        if (random.nextInt(9) == 0) {
            return changeSet(random, index);
        }
        int draw = random.nextInt(100);
        if (draw < 40) {
            return new Request.Register(subject, part(random));
        } else if (draw < 47) {
            return new Request.Register(subject + "-wholes", new Whole(subject, some(random, last)));
        } else if (draw < 58) {
            return last < 2 ? new Request.Latest(subject) : new Request.Hide(subject, 1 + some(random, last - 1));
        } else if (draw < 62) {
            return last < 2 ? new Request.Latest(subject) : new Request.Remove(subject, 1 + some(random, last - 1));
        } else if (draw < 66) {
            return new Request.Hide(subject + "-wholes", some(random, last));
        } else if (draw < 69 && index > 0) {
            return new Request.SetLevel(subject, Level.values()[random.nextInt(Level.values().length)]);
        }
        return read(random, subject, last);
    }

    /** One or two parts, and mostly a whole, often of a version that only comes about with them. */
    private Request changeSet(SplittableRandom random, int index) {
        String subject = SUBJECTS.get(index);
        int last = highest.get(index).get();
        List<Request> changes = new ArrayList<>();
        changes.add(new Request.Register(subject, part(random)));
        if (random.nextInt(4) > 0) {
            int version = random.nextBoolean() ? last + 1 : some(random, last);
            changes.add(random.nextInt(2), new Request.Register(subject + "-wholes", new Whole(subject, version)));
        }
        if (random.nextInt(3) == 0) {
            changes.add(new Request.Register(subject, part(random)));
        }
        if (index > 0 && random.nextInt(6) == 0) {
            changes.add(new Request.SetLevel(subject, Level.values()[random.nextInt(Level.values().length)]));
        }
        return new Request.ChangeSet(subject, changes);
    }

    private Request read(SplittableRandom random, String subject, int last) {
        return switch (random.nextInt(6)) {
            case 0 -> new Request.Latest(subject);
            case 1 -> new Request.Version(subject, some(random, last));
            case 2 -> new Request.ById(subject, 1 + random.nextInt(highestId.get()));
            case 3 -> new Request.Check(subject, part(random));
            case 4 -> new Request.ListVersions(subject + "-wholes");
            default -> new Request.ListVersions(subject);
        };
    }

    /** Mostly one of the newest versions, where the conflicts are. */
    private static int some(SplittableRandom random, int last) {
        return random.nextInt(3) > 0 ? Math.max(1, last - random.nextInt(4)) : 1 + random.nextInt(last);
    }

    private static Part part(SplittableRandom random) {
        String kind = Part.KINDS.get(random.nextInt(3));
        return new Part(kind, random.nextInt(4) == 0, random.nextInt(MARKS));
    }

    private void readEverythingEverywhere() {
        for (int replica = 0; replica < replicas.count(); replica++) {
            for (String subject : SUBJECTS) {
                must(0, replica, new Request.ListVersions(subject));
                must(0, replica, new Request.ListVersions(subject + "-wholes"));
                must(0, replica, new Request.Latest(subject));
                int last = highest.get(SUBJECTS.indexOf(subject)).get();
                for (int version = 1; version <= last; version++) {
                    must(0, replica, new Request.Version(subject, version));
                }
            }
            for (String subject : meetings) {
                must(0, replica, new Request.ListVersions(subject));
            }
        }
    }
}
