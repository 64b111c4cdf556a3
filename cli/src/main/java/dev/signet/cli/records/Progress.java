package dev.signet.cli.records;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has been worked off when some of its records are left for later: everything before one offset, and
 * ranges behind it, which are kept in the metadata of the commit. Records are looked at in the order of their offsets.
 * Not safe for use by several threads.
 */
final class Progress {
    /** Brokers take 4,096 bytes; what does not fit is done once more the next time: see {@link #firstForgotten}. */
    private static final int LONGEST = 4_000;

    private static final Pattern RANGES = Pattern.compile("\\d{1,18}-\\d{1,18}(,\\d{1,18}-\\d{1,18})*");

    private final List<Range> before;
    private final List<Range> done = new ArrayList<>();
    private long next;
    private long seen;
    private boolean anyLeft;
    private boolean lastDone;

    private Progress(long next, List<Range> before) {
        this.next = next;
        this.seen = next;
        this.before = before;
    }

    private record Range(long first, long last) {
        static Range parse(String text) {
            int dash = text.indexOf('-');
            return new Range(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    static Progress from(long offset) {
        return new Progress(offset, List.of());
    }

    /**
     * Goes on where a commit has left off, or with the oldest record if that one is gone. Metadata of somebody else's say
     * nothing.
     */
    static Progress from(OffsetAndMetadata committed, long oldest) {
        String written = committed.metadata() == null ? "" : committed.metadata();
        List<Range> ranges = new ArrayList<>();
        if (RANGES.matcher(written).matches()) {
            for (String range : written.split(",", -1)) {
                ranges.add(Range.parse(range));
            }
        }
        return new Progress(Math.max(committed.offset(), oldest), ranges);
    }

    /** Where reading begins. */
    long next() {
        return next;
    }

    /** Whether an earlier run has done that record. */
    boolean isDone(long offset) {
        return before.stream().anyMatch(range -> range.first() <= offset && offset <= range.last());
    }

    /** The record at this offset need not be looked at again. */
    void done(long offset) {
        seen = offset + 1;
        if (!anyLeft) {
            next = seen;
        } else if (lastDone) {
            // Offsets in between hold no records.
            done.set(done.size() - 1, new Range(done.get(done.size() - 1).first(), offset));
        } else {
            done.add(new Range(offset, offset));
        }
        lastDone = true;
    }

    /** The record at this offset stays for later. */
    void left(long offset) {
        seen = offset + 1;
        if (!anyLeft) {
            next = offset;
        }
        anyLeft = true;
        lastDone = false;
    }

    /** What the group's position is now. */
    OffsetAndMetadata position() {
        String metadata = fitting(ranges()).stream().map(Range::toString).collect(Collectors.joining(","));
        return new OffsetAndMetadata(next, metadata);
    }

    /** The first offset that is done and that {@link #position} has no room for; empty if it says everything. */
    OptionalLong firstForgotten() {
        List<Range> ranges = ranges();
        return ranges.stream()
                .skip(fitting(ranges).size())
                .mapToLong(Range::first)
                .findFirst();
    }

    private List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(done);
        for (Range range : before) {
            if (range.last() >= seen) {
                ranges.add(new Range(Math.max(seen, range.first()), range.last()));
            }
        }
        return ranges;
    }

    private static List<Range> fitting(List<Range> ranges) {
        int length = 0;
        for (int i = 0; i < ranges.size(); i++) {
            length += ranges.get(i).toString().length() + 1;
            if (length > LONGEST) {
                return ranges.subList(0, i);
            }
        }
        return ranges;
    }
}
