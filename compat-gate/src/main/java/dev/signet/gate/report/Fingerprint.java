package dev.signet.gate.report;

import dev.signet.gate.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two findings of different runs the same one: rule, subject, version, direction and place in the schema. */
final class Fingerprint {
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", missing);
        }
    }
}
