package dev.signet.server.consistency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The starts and ends of requests with a known end, by time; both are out of the list while a request has its place. */
final class Calls {
    private final Entry head = new Entry(-1, true, Long.MIN_VALUE);

    Calls(List<Operation> history) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.isUnknown()) {
                Entry call = new Entry(i, true, operation.invoked());
                Entry end = new Entry(i, false, operation.replied());
                call.end = end;
                entries.add(call);
                entries.add(end);
            }
        }
        entries.sort(Comparator.<Entry>comparingLong(entry -> entry.time).thenComparing(entry -> !entry.isCall));
        Entry last = head;
        for (Entry entry : entries) {
            entry.previous = last;
            last.next = entry;
            last = entry;
        }
    }

    @Nullable
    Entry first() {
        return head.next;
    }

    @Nullable
    Entry firstEnd() {
        Entry entry = head.next;
        while (entry != null && entry.isCall) {
            entry = entry.next;
        }
        return entry;
    }

    void take(Entry call) {
        call.unlink();
        if (call.end != null) {
            call.end.unlink();
        }
    }

    /** Must undo the {@link #take}s in reverse order. */
    void putBack(Entry call) {
        if (call.end != null) {
            call.end.link();
        }
        call.link();
    }

    static final class Entry {
        private final int index;
        private final boolean isCall;
        private final long time;
        private @Nullable Entry end;
        private @Nullable Entry previous;
        private @Nullable Entry next;

        private Entry(int index, boolean isCall, long time) {
            this.index = index;
            this.isCall = isCall;
            this.time = time;
        }

        int index() {
            return index;
        }

        boolean isCall() {
            return isCall;
        }

        @Nullable
        Entry next() {
            return next;
        }

        private void unlink() {
            if (previous != null) {
                previous.next = next;
            }
            if (next != null) {
                next.previous = previous;
            }
        }

        private void link() {
            if (previous != null) {
                previous.next = this;
            }
            if (next != null) {
                next.previous = this;
            }
        }
    }
}
