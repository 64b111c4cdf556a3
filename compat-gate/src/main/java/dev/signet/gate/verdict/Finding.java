package dev.signet.gate.verdict;

import dev.signet.gate.config.Severity;
import dev.signet.gate.config.Waiver;
import dev.signet.gate.files.Place;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the gate has to say about a file.
 *
 * @param rule the rule's name
 * @param severity how much it weighs
 * @param path the file that was judged
 * @param place where it is; in another file if the type is defined there
 * @param subject the subject
 * @param baselines who says so
 * @param detail what it is about
 * @param message a sentence for the author
 * @param fix what the author can do; empty if there is nothing to say
 * @param waiver who answers for it, if somebody does
 */
public record Finding(
        String rule,
        Severity severity,
        String path,
        Place place,
        Subject subject,
        List<String> baselines,
        Detail detail,
        String message,
        String fix,
        Optional<Waiver> waiver) {
    public Finding {
        baselines = List.copyOf(baselines);
    }

    /**
     * What a finding is about.
     *
     * @param version the earlier version concerned
     * @param direction who could not read whom
     * @param pointer the place in the schema of the one who reads
     * @param reader the reader's part
     * @param writer the writer's part
     */
    public record Detail(
            Optional<Version> version, Optional<Direction> direction, String pointer, String reader, String writer) {
        /** Nothing in particular. */
        public static final Detail NONE = new Detail(Optional.empty(), Optional.empty(), "", "", "");
    }

    /** Whether the gate stays shut because of it. */
    public boolean shuts() {
        return severity == Severity.ERROR && waiver.isEmpty();
    }

    /** The same with somebody who answers for it. */
    Finding waivedBy(Waiver by) {
        return new Finding(rule, severity, path, place, subject, baselines, detail, message, fix, Optional.of(by));
    }

    /** The same, said by one more baseline. */
    Finding saidAlsoBy(List<String> others) {
        List<String> all = new java.util.ArrayList<>(baselines);
        all.addAll(others);
        return new Finding(rule, severity, path, place, subject, all, detail, message, fix, waiver);
    }
}
