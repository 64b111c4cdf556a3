package dev.signet.server.postgres;

import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.PreparedWrite;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt at writing what was prepared: under the locks, nothing is read but the mark. */
final class PreparedUpdate implements Database.Writing<Boolean> {
    private final Caller caller;
    private final Footprint footprint;
    private final FootprintMark expected;
    private final PreparedWrite prepared;
    private @Nullable FootprintMarks marks;
    private boolean written;

    PreparedUpdate(Caller caller, Footprint footprint, FootprintMark expected, PreparedWrite prepared) {
        this.caller = caller;
        this.footprint = footprint;
        this.expected = expected;
        this.prepared = prepared;
    }

    @Override
    public void lockAndLoad(RoundTrip trip) {
        Locks.add(trip, footprint);
        marks = new FootprintMarks(trip, footprint);
    }

    @Override
    public boolean decide(RoundTrip trip) {
        written = Objects.requireNonNull(marks).mark().equals(expected);
        if (written) {
            PreparedRows.add(trip, caller, prepared);
        }
        return written;
    }

    @Override
    public Boolean result() {
        return written;
    }
}
