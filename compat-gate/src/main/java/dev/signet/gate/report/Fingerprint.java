package dev.signet.gate.report;

import dev.signet.gate.files.Sha256;
import dev.signet.gate.verdict.Finding;

/** What makes two findings of different runs the same one: rule, subject, version, direction and place in the schema. */
final class Fingerprint {
    private static final int DIGITS = 32;

    private Fingerprint() {}

    static String of(Finding finding) {
        Finding.Detail detail = finding.detail();
        String text = String.join(
                "\n",
                finding.rule(),
                finding.subject().qualified(),
                detail.version().map(Object::toString).orElse(""),
                detail.direction().map(Enum::name).orElse(""),
                detail.pointer(),
                detail.pointer().isEmpty() ? finding.message() : "");
        return Sha256.of(text).substring(0, DIGITS);
    }
}
