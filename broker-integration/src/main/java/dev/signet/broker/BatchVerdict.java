package dev.signet.broker;

import java.util.List;

/** What becomes of the batches of an append. */
public sealed interface BatchVerdict {

    /** Nothing stands against appending them. */
    enum Accepted implements BatchVerdict {
        /** The only value. */
        ACCEPTED
    }

    /**
     * They are appended although not everything was found good: the topic is only monitored, or takes unchecked what
     * cannot be looked up.
     *
     * @param records the records that would have been refused if the topic were not only monitored, in order, at most
     *     {@link BatchValidator#MOST_REFUSALS}
     * @param capped whether there are more than are listed; {@link BatchCounts} has their number
     * @param unchecked how many keys and values nobody has checked, because the registry could not say what their schema
     *     is
     */
    record Tolerated(List<RefusedRecord> records, boolean capped, int unchecked) implements BatchVerdict {
        public Tolerated {
            records = List.copyOf(records);
        }
    }

    /**
     * They must not be appended, now or later.
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
