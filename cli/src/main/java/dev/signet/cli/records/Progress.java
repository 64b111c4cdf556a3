package dev.signet.cli.records;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has been worked off when some of its records are left for later: everything before one offset, and
 * ranges behind it, which are kept in the metadata of the commit. Records are looked at in the order of their offsets.
 * Not safe for use by several threads.
 */
final class Progress {
    /** Brokers take 4,096 bytes; what does not fit is done once more the next time. */
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

    /** Goes on where a commit has left off. Metadata of somebody else's say nothing. */
    static Progress from(OffsetAndMetadata committed) {
        String written = committed.metadata() == null ? "" : committed.metadata();
        List<Range> ranges = new ArrayList<>();
        if (RANGES.matcher(written).matches()) {
            for (String range : written.split(",", -1)) {
                ranges.add(Range.parse(range));
            }
        }
        return new Progress(committed.offset(), ranges);
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
        StringBuilder metadata = new StringBuilder();
        done.forEach(range -> append(metadata, range));
        before.stream()
                .filter(range -> range.last() >= seen)
                .map(range -> new Range(Math.max(seen, range.first()), range.last()))
                .forEach(range -> append(metadata, range));
        return new OffsetAndMetadata(next, metadata.toString());
    }

    private static void append(StringBuilder metadata, Range range) {
        String text = range.toString();
        if (metadata.length() + text.length() < LONGEST) {
            metadata.append(metadata.isEmpty() ? "" : ",").append(text);
        }
    }
}
