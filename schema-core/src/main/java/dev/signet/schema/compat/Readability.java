package dev.signet.schema.compat;

import dev.signet.schema.format.ParsedSchema;
import java.util.List;

/**
 * What stands between a reader's schema and a writer's data, in the order of the reader's schema.
 *
 * @param mismatches why the data cannot be read, {@link #LIMIT} reasons at most; empty if they can
 * @param doubts what the verdict does not count, but an author should know; empty if the data cannot be read
 */
public record Readability(List<Mismatch> mismatches, List<Mismatch> doubts) {
    /** Reasons that are listed, and doubts; an author mends the first ones first. */
    public static final int LIMIT = 1_000;

    public Readability {
        mismatches = List.copyOf(mismatches);
        doubts = List.copyOf(doubts);
    }

    /** Whether a reader can read a writer's data; it cannot if they are in different schema languages. */
    static Readability between(ParsedSchema reader, ParsedSchema writer) {
        return between(reader, writer, PairBudget.unlimited());
    }

    /** The same within what is left for several comparisons. */
    static Readability between(ParsedSchema reader, ParsedSchema writer, PairBudget budget) {
        if (reader.type() == writer.type()) {
            return reader.readabilityOf(writer, budget);
        }
        Mismatch changed = new Mismatch(
                Mismatch.Rule.SCHEMA_TYPE_CHANGED,
                "/",
                reader.type() + " reading " + writer.type(),
                reader.type().name(),
                writer.type().name());
        return new Readability(List.of(changed), List.of());
    }
}
