package dev.signet.broker;

import dev.signet.broker.policy.Refusals;
import java.util.List;
import java.util.Set;

/**
 * An append in which faults were found.
 *
 * @param topic the topic
 * @param partition the partition's number
 * @param wanted what the topic's settings want to be done with its refused records
 * @param found the faults in order, at most {@link BatchValidator#MOST_REFUSALS}
 * @param monitored whether it enters the log all the same
 * @param records takes records out of it
 */
public record BadAppend(
        String topic, int partition, Refusals wanted, List<RefusedRecord> found, boolean monitored, Records records) {

    /** The records of an append, for as long as the call that hands them out takes. */
    public interface Records {

        /**
         * Takes records out.
         *
         * @param indexes their places in the append
         * @return those that can be read, in order
         */
        List<FoundRecord> at(Set<Integer> indexes);
    }

    public BadAppend {
        found = List.copyOf(found);
    }
}
