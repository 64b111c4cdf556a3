package dev.signet.schema;

import dev.signet.schema.compat.Difference;
import java.util.List;

/**
 * Why a request was not done, as an expected outcome.
 *
 * @param code the row of the table
 * @param message the text for people, naming the thing and its value
 * @param differences for an incompatible schema: every reason, as data
 */
public record Refusal(ErrorCode code, String message, List<Difference> differences) {
    public Refusal {
        differences = List.copyOf(differences);
    }

    public Refusal(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public <T> Answer<T> answer() {
        return new Answer.Refused<>(this);
    }
}
