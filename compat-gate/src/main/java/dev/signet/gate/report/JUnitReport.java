package dev.signet.gate.report;

import dev.signet.gate.verdict.FileResult;
import dev.signet.gate.verdict.Finding;
import dev.signet.gate.verdict.GateResult;
import java.util.ArrayList;
import java.util.List;

/** For test reports: a suite a context, a test case a subject, skipped if all that is wrong is waived. */
final class JUnitReport {
    private final ReportView view;
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    JUnitReport(ReportView view) {
        this.view = view;
    }

    /** A test case. */
    private record Case(String name, List<Finding> failures, List<Finding> waived, List<Finding> others) {}

    String of(GateResult result) {
        if (result instanceof GateResult.Checked checked) {
            checked(checked);
        } else {
            xml.append(
                    "<testsuite name=\"signet gate\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n");
            xml.append("  <testcase classname=\"signet.gate\" name=\"gate\" time=\"0\">\n");
            xml.append("    <error type=\"")
                    .append(result instanceof GateResult.Unreadable ? "UNREADABLE" : "NOT_CHECKED")
                    .append("\" message=\"")
                    .append(escaped(String.join("; ", result.messages())))
                    .append("\"/>\n  </testcase>\n</testsuite>\n");
        }
        return xml.toString();
    }

    private void checked(GateResult.Checked checked) {
        List<Case> cases =
                checked.files().stream().map(file -> testCase(file, checked)).toList();
        long failures =
                cases.stream().filter(each -> !each.failures().isEmpty()).count();
        long skipped = cases.stream().filter(JUnitReport::isSkipped).count();
        xml.append(
                "<testsuite name=\"signet gate\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\">\n"
                        .formatted(cases.size(), failures, skipped));
        cases.forEach(this::write);
        xml.append("</testsuite>\n");
    }

    private static boolean isSkipped(Case each) {
        return each.failures().isEmpty() && !each.waived().isEmpty();
    }

    private static Case testCase(FileResult file, GateResult.Checked checked) {
        List<Finding> failures = new ArrayList<>();
        List<Finding> waived = new ArrayList<>();
        List<Finding> others = new ArrayList<>();
        for (Finding finding : checked.findings()) {
            if (finding.path().equals(file.file().path())) {
                (finding.shuts() ? failures : finding.waiver().isPresent() ? waived : others).add(finding);
            }
        }
        return new Case(file.file().subject().qualified(), failures, waived, others);
    }

    private void write(Case each) {
        xml.append("  <testcase classname=\"signet.gate\" name=\"")
                .append(escaped(each.name()))
                .append("\" time=\"0\">\n");
        if (!each.failures().isEmpty()) {
            Finding first = each.failures().get(0);
            xml.append("    <failure type=\"")
                    .append(escaped(first.rule()))
                    .append("\" message=\"")
                    .append(escaped(first.message()))
                    .append("\">");
            each.failures().forEach(this::lines);
            xml.append("</failure>\n");
        } else if (isSkipped(each)) {
            xml.append("    <skipped message=\"")
                    .append(escaped(Words.weighed(each.waived().get(0))))
                    .append("\"/>\n");
        }
        if (!each.others().isEmpty()) {
            xml.append("    <system-out>");
            each.others().forEach(this::lines);
            xml.append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    private void lines(Finding finding) {
        xml.append(escaped("%s: %s %s: %s\n"
                .formatted(view.place(finding.place()), finding.rule(), Words.about(finding), Words.weighed(finding))));
        if (!finding.fix().isEmpty()) {
            xml.append(escaped("  to fix it: " + finding.fix() + "\n"));
        }
    }

    /** Characters that XML cannot hold are told by their number. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> {
                    boolean fine = point >= 0x20
                            && point != 0xFFFE
                            && point != 0xFFFF
                            && !(point >= 0xD800 && point <= 0xDFFF);
                    if (fine || point == '\t') {
                        escaped.appendCodePoint(point);
                    } else {
                        escaped.append("\\u%04x".formatted(point));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
