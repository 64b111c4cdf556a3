package dev.signet.cli.doctor;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of sentences. */
final class Words {
    private static final int MOST = 5;
    private static final long SECONDS = 120;
    private static final long MINUTES = 120;

    private Words() {}

    /** The first ones of many, and how many more there are. */
    static String list(Collection<String> items) {
        List<String> shown = items.stream().limit(MOST).toList();
        return String.join(", ", shown) + (items.size() > MOST ? " and " + (items.size() - MOST) + " more" : "");
    }

    static String names(List<Reporter> nodes) {
        return list(nodes.stream().map(Reporter::name).collect(Collectors.toList()));
    }

    static String duration(Duration time) {
        if (time.toSeconds() <= SECONDS) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() <= MINUTES ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
