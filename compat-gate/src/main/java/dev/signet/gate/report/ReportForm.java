package dev.signet.gate.report;

import dev.signet.gate.verdict.GateResult;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The forms in which a result can be had. */
public enum ReportForm {
    TEXT((result, view) -> new TextReport(view).of(result)),
    JSON((result, view) -> new JsonReport(view).of(result)),
    JUNIT((result, view) -> new JUnitReport(view).of(result)),
    SARIF((result, view) -> new SarifReport(view).of(result)),
    GITHUB((result, view) -> new GithubReport(view).of(result)),
    GITLAB((result, view) -> new GitlabReport(view).of(result)),
    MARKDOWN((result, view) -> new MarkdownReport(view).of(result));

    @SuppressWarnings("ImmutableEnumChecker") // makes a new report each time
    private final BiFunction<GateResult, ReportView, String> writer;

    ReportForm(BiFunction<GateResult, ReportView, String> writer) {
        this.writer = writer;
    }

    /** The whole report, with its last line end. */
    public String of(GateResult result, ReportView view) {
        return writer.apply(result, view);
    }

    /** The form of that name in any case; empty if there is none. */
    public static Optional<ReportForm> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (ReportForm form : values()) {
            if (form.name().equals(upper)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
