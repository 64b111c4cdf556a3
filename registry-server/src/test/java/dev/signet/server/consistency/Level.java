package dev.signet.server.consistency;

import dev.signet.server.consistency.Content.Part;
import java.util.List;

/** The compatibility levels of the workload, judged without the code under test. */
enum Level {
    NONE,
    BACKWARD,
    FULL,
    FULL_TRANSITIVE;

    /** Whether a schema may follow these live ones, oldest first. */
    boolean admits(Part candidate, List<Part> live) {
        if (live.isEmpty()) {
            return true;
        }
        Part latest = live.get(live.size() - 1);
        return switch (this) {
            case NONE -> true;
            case BACKWARD -> candidate.reads(latest);
            case FULL -> getAlong(candidate, latest);
            case FULL_TRANSITIVE -> live.stream().allMatch(earlier -> getAlong(candidate, earlier));
        };
    }

    static boolean getAlong(Part left, Part right) {
        return left.reads(right) && right.reads(left);
    }
}
