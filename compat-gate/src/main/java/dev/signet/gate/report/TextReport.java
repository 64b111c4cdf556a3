package dev.signet.gate.report;

import dev.signet.gate.report.ReportView.Colours;
import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import dev.signet.gate.verdict.Outcome;
import dev.signet.gate.verdict.Stamp;
import java.util.List;

/** For people: a line a finding, which editors can jump to, then what to do; a line a changed file; what was asked. */
final class TextReport {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final ReportView view;
    private final StringBuilder text = new StringBuilder();

    TextReport(ReportView view) {
        this.view = view;
    }

    String of(GateResult result) {
        if (result instanceof GateResult.Checked checked) {
            checked(checked);
        } else {
            lines(result instanceof GateResult.Unreadable ? "unreadable input: " : "not checked: ", result.messages());
        }
        return text.toString();
    }

    private void lines(String before, List<String> messages) {
        messages.forEach(message -> line(coloured(RED, before) + message));
    }

    private void checked(GateResult.Checked checked) {
        Words.sorted(checked.findings()).forEach(this::finding);
        checked.files().stream()
                .filter(file -> file.outcome() != Outcome.UNCHANGED)
                .forEach(this::file);
        checked.stamps().forEach(this::stamp);
        checked.notes().forEach(note -> line("note: " + note));
        String summary = Words.summary(checked);
        line(checked.exitCode() == 0 ? coloured(GREEN, summary) : coloured(RED, summary));
    }

    private void finding(Finding finding) {
        String colour = finding.shuts() ? RED : YELLOW;
        line("%s: %s %s: %s"
                .formatted(
                        view.place(finding.place()),
                        coloured(colour, finding.rule()),
                        Words.about(finding),
                        Words.weighed(finding)));
        if (!finding.fix().isEmpty()) {
            line("  to fix it: " + finding.fix());
        }
    }

    private void file(FileResult file) {
        Outcome outcome = file.outcome();
        String colour = outcome.refuses() ? RED : GREEN;
        String version = Words.version(file)
                .filter(any -> !outcome.refuses())
                .map(number -> " v" + number)
                .orElse("");
        String level =
                file.judgements().get(0).level().map(name -> " (" + name + ")").orElse("");
        String order = Words.order(file).map(known -> ": " + known.advice()).orElse("");
        line(view.path(file.file().path()) + ": " + coloured(colour, Words.outcome(outcome)) + " "
                + file.file().subject() + version + level + order);
        if (outcome.refuses() && !file.hash().isEmpty()) {
            line("  schema " + file.hash());
        }
    }

    private void stamp(Stamp stamp) {
        String mark = stamp.mark().isEmpty() ? "" : " at " + stamp.mark();
        line("against " + stamp.name() + mark);
        stamp.notes().forEach(note -> line("  " + note));
    }

    private String coloured(String colour, String words) {
        return view.colours() == Colours.YES ? colour + words + PLAIN : words;
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
