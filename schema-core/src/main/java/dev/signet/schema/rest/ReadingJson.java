package dev.signet.schema.rest;

import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.Reason;
import dev.signet.schema.compat.SchemaComparison.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one side of a comparison can read what was written with the other.
 *
 * @param compatible whether it can
 * @param details every reason why not
 * @param warnings what somebody should know although it can
 */
public record ReadingJson(
        boolean compatible,
        @Nullable List<DifferenceJson> details,
        @Nullable List<DifferenceJson> warnings) {
    static ReadingJson of(Reading reading, ComparedSchema older) {
        return new ReadingJson(
                reading.readable(),
                DifferenceJson.of(reading.reasons(), older),
                DifferenceJson.of(reading.warnings(), older));
    }

    static Reading reading(@Nullable ReadingJson json) {
        return json == null
                ? new Reading(false, List.of(), List.of())
                : new Reading(json.compatible, reasons(json.details), reasons(json.warnings));
    }

    private static List<Reason> reasons(@Nullable List<DifferenceJson> given) {
        return given == null
                ? List.of()
                : given.stream().flatMap(each -> each.reason().stream()).toList();
    }
}
