package dev.signet.schema;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes two schemas the same content: equal digests over the canonical text, the references (name, subject,
 * version), the metadata and the rules. The order of the bytes is the one that existing registries use, so that a GUID
 * means the same content everywhere; SHA-256 is kept beside it because MD5 alone can be forged.
 *
 * @param guid MD5 of the identity bytes
 * @param sha256 SHA-256 of the same bytes, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record SchemaIdentity(SchemaGuid guid, byte[] sha256) {
    private static final int SECTION = 1;

    public SchemaIdentity {
        sha256 = sha256.clone();
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }

    /** The identity of a schema whose text is canonical and whose references are pinned. */
    public static SchemaIdentity of(SchemaText canonical) {
        byte[] bytes = identityBytes(canonical);
        return new SchemaIdentity(SchemaGuid.of(digest("MD5", bytes)), digest("SHA-256", bytes));
    }

    private static byte[] identityBytes(SchemaText schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, schema.text());
        for (SchemaReference reference : schema.references()) {
            write(out, reference.name());
            write(out, reference.subject());
            out.writeBytes(ByteBuffer.allocate(4).putInt(reference.version()).array());
        }
        schema.metadata().ifPresent(metadata -> writeMetadata(out, metadata));
        schema.ruleSet().ifPresent(rules -> writeRules(out, rules));
        return out.toByteArray();
    }

    private static void writeMetadata(ByteArrayOutputStream out, Metadata metadata) {
        out.write(SECTION);
        metadata.tags().forEach((path, names) -> {
            write(out, path);
            names.forEach(name -> write(out, name));
        });
        metadata.properties().forEach((key, value) -> {
            write(out, key);
            write(out, value);
        });
        metadata.sensitive().forEach(key -> write(out, key));
    }

    private static void writeRules(ByteArrayOutputStream out, RuleSet rules) {
        out.write(SECTION);
        for (List<Rule> part : List.of(rules.migrationRules(), rules.domainRules(), rules.encodingRules())) {
            part.forEach(rule -> writeRule(out, rule));
        }
        write(out, rules.enableAt());
    }

    private static void writeRule(ByteArrayOutputStream out, Rule rule) {
        write(out, rule.name());
        write(out, rule.doc());
        write(out, rule.kind());
        write(out, rule.mode());
        write(out, rule.type());
        rule.tags().forEach(tag -> write(out, tag));
        rule.params().forEach((key, value) -> {
            write(out, key);
            write(out, value);
        });
        write(out, rule.expr());
        write(out, rule.onSuccess());
        write(out, rule.onFailure());
        out.write(rule.disabled() ? 1 : 0);
    }

    private static void write(ByteArrayOutputStream out, @Nullable String text) {
        if (text != null) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, missing);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaIdentity that && guid.equals(that.guid) && Arrays.equals(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return guid.hashCode();
    }

    @Override
    public String toString() {
        return guid + " sha256:" + HexFormat.of().formatHex(sha256);
    }
}
