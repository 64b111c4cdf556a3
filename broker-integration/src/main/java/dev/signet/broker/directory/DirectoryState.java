package dev.signet.broker.directory;

import java.time.Duration;

/**
 * What a directory knows and how old that is.
 *
 * @param schemas how many schemas it knows
 * @param subjects of how many subjects it knows whether they exist
 * @param oldestAnswerAge how old the oldest answer is that records in use are judged by; zero if there is none
 * @param registryReachable whether the registry answered when it was last asked
 * @param unreachableFor for how long it has not; zero if it has
 * @param pending how many questions wait for it
 * @param requests how many requests have been sent to it
 * @param diskCache what became of what was known before the last restart
 */
public record DirectoryState(
        int schemas,
        int subjects,
        Duration oldestAnswerAge,
        boolean registryReachable,
        Duration unreachableFor,
        int pending,
        long requests,
        DiskCache diskCache) {

    /** What became of what was known before the last restart. */
    public enum DiskCache {
        /** There is no folder to keep it in. */
        OFF,
        /** There was none. */
        EMPTY,
        /** It is used. */
        LOADED,
        /** It could not be read, or cannot be written; the log says why. */
        FAILED
    }
}
