package dev.signet.server.consistency;

import dev.signet.server.consistency.Content.Part;
import dev.signet.server.consistency.Content.Whole;
import dev.signet.server.consistency.Reply.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one registry, asked one thing at a time, holds about a subject of parts and the subject of wholes that refer to
 * them. It is written from the contract, not from the code under test. The first version of a subject is never removed.
 *
 * @param level the level in force for the parts; that of the wholes is NONE
 */
record RegistryModel(Versions parts, Versions wholes, Level level) {
    /**
     * The versions of a subject, oldest first.
     *
     * @param given the highest number that was given
     */
    record Versions(List<Row> rows, int given) {
        static final Versions NONE = new Versions(List.of(), 0);

        Versions {
            rows = List.copyOf(rows);
        }

        List<Row> live() {
            return rows.stream().filter(Row::live).toList();
        }

        Optional<Row> numbered(int number) {
            return rows.stream().filter(row -> row.number() == number).findFirst();
        }

        Versions plus(Content content) {
            List<Row> more = new ArrayList<>(rows);
            more.add(new Row(given + 1, content, true));
            return new Versions(more, given + 1);
        }

        Versions without(Predicate<Row> gone) {
            return new Versions(rows.stream().filter(gone.negate()).toList(), given);
        }

        Versions hiding(int number) {
            return new Versions(
                    rows.stream()
                            .map(row -> row.number() == number ? new Row(number, row.content(), false) : row)
                            .toList(),
                    given);
        }
    }

    record Row(int number, Content content, boolean live) {}

    /** What comes of a request; ids are left at 0, the model does not know them. */
    record Outcome(RegistryModel state, Reply reply) {}

    static RegistryModel empty(Level level) {
        return new RegistryModel(Versions.NONE, Versions.NONE, level);
    }

    Outcome apply(Request request) {
        if (request instanceof Request.Register register) {
            return register.content() instanceof Part part ? registerPart(part) : registerWhole(register.content());
        } else if (request instanceof Request.Check check) {
            return judged((Part) check.content());
        } else if (request instanceof Request.SetLevel set) {
            return new Outcome(new RegistryModel(parts, wholes, set.level()), new Reply.Done());
        } else if (request instanceof Request.Hide hide) {
            return hide(hide);
        } else if (request instanceof Request.Remove remove) {
            return remove(remove);
        } else if (request instanceof Request.ChangeSet set) {
            return changeSet(set.changes());
        }
        return read(request);
    }

    /** Levels first, then parts, then wholes, each on what the ones before it left; one refusal leaves it all undone. */
    private Outcome changeSet(List<Request> changes) {
        Reply[] replies = new Reply[changes.size()];
        RegistryModel after = this;
        boolean applied = true;
        boolean partRefused = false;
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < replies.length; i++) {
                if (Kind.of(changes.get(i)) == kind) {
                    boolean inVain = partRefused && kind == Kind.WHOLE && waitsForParts(changes, changes.get(i));
                    Outcome outcome = inVain ? after.refused(Reason.INVALID) : after.apply(changes.get(i));
                    after = outcome.state();
                    replies[i] = outcome.reply();
                    applied &= !(outcome.reply() instanceof Reply.Refused);
                }
            }
            partRefused = !applied;
        }
        return new Outcome(applied ? after : this, new Reply.Several(applied, List.of(replies)));
    }

    /** What refers to a version that is not there yet comes after the parts, and comes to nothing without them. */
    private boolean waitsForParts(List<Request> changes, Request whole) {
        int wanted = ((Whole) ((Request.Register) whole).content()).version();
        return changes.stream().anyMatch(change -> Kind.of(change) == Kind.PART)
                && parts.numbered(wanted).filter(Row::live).isEmpty();
    }

    private enum Kind {
        LEVEL,
        PART,
        WHOLE;

        static Kind of(Request change) {
            if (change instanceof Request.Register register) {
                return register.content() instanceof Part ? PART : WHOLE;
            }
            return LEVEL;
        }
    }

    private Outcome read(Request request) {
        List<Row> live = of(request.subject()).live();
        if (request instanceof Request.ListVersions) {
            return live.isEmpty()
                    ? refused(Reason.NOT_THERE)
                    : same(new Reply.Versions(live.stream().map(Row::number).toList()));
        } else if (request instanceof Request.Latest) {
            return found(live.stream().max(Comparator.comparing(Row::number)));
        } else if (request instanceof Request.Version wanted) {
            return found(live.stream()
                    .filter(row -> row.number() == wanted.version())
                    .findFirst());
        }
        throw new IllegalArgumentException(request.toString());
    }

    static boolean isOfWholes(String subject) {
        return subject.endsWith("-wholes");
    }

    private Versions of(String subject) {
        return isOfWholes(subject) ? wholes : parts;
    }

    private Outcome registerPart(Part part) {
        Optional<Row> existing = existing(parts, part);
        if (existing.isPresent()) {
            return same(new Reply.Registered(0, existing.get().number()));
        }
        if (!level.admits(part, liveParts())) {
            return refused(Reason.INCOMPATIBLE);
        }
        Versions after = parts.plus(part)
                .without(row -> !row.live() && row.content().equals(part) && !isReferred(row, wholes.rows()));
        return new Outcome(new RegistryModel(after, wholes, level), new Reply.Registered(0, after.given()));
    }

    private Outcome registerWhole(Content content) {
        Optional<Row> existing = existing(wholes, content);
        if (existing.isPresent()) {
            return same(new Reply.Registered(0, existing.get().number()));
        }
        boolean targetLives =
                parts.numbered(((Whole) content).version()).filter(Row::live).isPresent();
        if (!targetLives) {
            return refused(Reason.INVALID);
        }
        Versions after =
                wholes.plus(content).without(row -> !row.live() && row.content().equals(content));
        return new Outcome(new RegistryModel(parts, after, level), new Reply.Registered(0, after.given()));
    }

    private Outcome judged(Part part) {
        return same(new Reply.Judged(existing(parts, part).isPresent() || level.admits(part, liveParts())));
    }

    private Outcome hide(Request.Hide hide) {
        Versions before = of(hide.subject());
        Optional<Row> row = before.numbered(hide.version()).filter(Row::live);
        if (row.isEmpty()) {
            return refused(Reason.NOT_THERE);
        }
        if (!isOfWholes(hide.subject()) && isReferred(row.get(), wholes.live())) {
            return refused(Reason.REFERENCED);
        }
        return new Outcome(with(hide.subject(), before.hiding(hide.version())), new Reply.Done());
    }

    private Outcome remove(Request.Remove remove) {
        Versions before = of(remove.subject());
        Optional<Row> row = before.numbered(remove.version()).filter(hidden -> !hidden.live());
        if (row.isEmpty()) {
            return refused(Reason.NOT_THERE);
        }
        if (!isOfWholes(remove.subject()) && isReferred(row.get(), wholes.rows())) {
            return refused(Reason.REFERENCED);
        }
        return new Outcome(
                with(remove.subject(), before.without(gone -> gone.number() == remove.version())), new Reply.Done());
    }

    private RegistryModel with(String subject, Versions after) {
        return isOfWholes(subject) ? new RegistryModel(parts, after, level) : new RegistryModel(after, wholes, level);
    }

    private List<Part> liveParts() {
        return parts.live().stream().map(row -> (Part) row.content()).toList();
    }

    private static Optional<Row> existing(Versions versions, Content content) {
        return versions.live().stream()
                .filter(row -> row.content().equals(content))
                .findFirst();
    }

    private static boolean isReferred(Row part, List<Row> wholes) {
        return wholes.stream().anyMatch(row -> ((Whole) row.content()).version() == part.number());
    }

    private Outcome found(Optional<Row> row) {
        return row.map(there -> same(new Reply.Found(0, there.number(), there.content())))
                .orElseGet(() -> refused(Reason.NOT_THERE));
    }

    private Outcome same(Reply reply) {
        return new Outcome(this, reply);
    }

    private Outcome refused(Reason reason) {
        return same(new Reply.Refused(reason));
    }
}
