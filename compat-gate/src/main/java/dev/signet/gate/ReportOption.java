package dev.signet.gate;

import dev.signet.gate.report.ReportForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report that somebody wants.
 *
 * @param form its form
 * @param file where to; standard output if empty
 */
record ReportOption(ReportForm form, Optional<Path> file) {
    /**
     * Reads {@code FORM} or {@code FORM=FILE}.
     *
     * @throws IllegalArgumentException if there is no such form
     */
    static ReportOption of(String written) {
        int equals = written.indexOf('=');
        String name = equals < 0 ? written : written.substring(0, equals);
        ReportForm form = ReportForm.named(name)
                .orElseThrow(() -> new IllegalArgumentException("--format " + name + " is none of "
                        + Arrays.stream(ReportForm.values())
                                .map(known -> known.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
        return new ReportOption(
                form, equals < 0 ? Optional.empty() : Optional.of(Path.of(written.substring(equals + 1))));
    }
}
