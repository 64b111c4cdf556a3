package dev.signet.broker;

import java.util.List;

/** What becomes of a batch. */
public sealed interface BatchVerdict {

    /** Nothing stands against appending the batch. */
    enum Accepted implements BatchVerdict {
        /** The only value. */
        ACCEPTED
    }

    /**
     * The batch must not be appended, now or later.
     *
     * @param records the refused records in order, at most {@link BatchValidator#MOST_REFUSALS}
     * @param capped whether there are more than are listed
     */
    record Refused(List<RefusedRecord> records, boolean capped) implements BatchVerdict {
        public Refused {
            records = List.copyOf(records);
        }
    }

    /**
     * It cannot be said yet; the producer is to send the batch again.
     *
     * @param reason what is being waited for, in words
     */
    record Undecided(String reason) implements BatchVerdict {}
}
