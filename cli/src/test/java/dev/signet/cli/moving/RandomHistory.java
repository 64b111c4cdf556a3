package dev.signet.cli.moving;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Writes into a registry what people write in years: schemas, deletions, settings, imports. What is refused is refused. */
final class RandomHistory {
    private static final List<String> SUBJECTS = List.of(
            "orders-value", "orders-key", "a/b c", "%_\\", "ünï", ":.b:orders-value", ":.b:x", ":.c-1:types", "");

    private static final List<String> TOPICS = List.of("orders", "a.b_c-1", "types", "t4", "t5");

    private final RestWire wire;
    private final SplittableRandom random;

    RandomHistory(RestWire wire, SplittableRandom random) {
        this.wire = wire;
        this.random = random;
    }

    void write(int steps) {
        send("PUT", "/config", "{\"compatibility\":\"NONE\"}");
        for (String context : List.of("", ":.b:", ":.c-1:")) {
            send(
                    "POST",
                    "/subjects/" + RestWire.encoded(context + "kept") + "/versions",
                    "{\"schema\":\"\\\"bytes\\\"\"}");
        }
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        String subject = one(SUBJECTS);
        String path = "/subjects/" + RestWire.encoded(subject.isEmpty() ? ":.:" : subject);
        switch (random.nextInt(15)) {
            case 0, 1, 2, 3 -> send("POST", path + "/versions", body(""));
            case 4 -> send("DELETE", path + "/versions/" + (1 + random.nextInt(4)), "");
            case 5 -> send("DELETE", path + "/versions/" + (1 + random.nextInt(4)) + "?permanent=true", "");
            case 6 -> send("DELETE", path + (random.nextInt(3) == 0 ? "?permanent=true" : ""), "");
            case 7 -> send("PUT", scope("/config", subject), config());
            case 8 ->
                send(
                        "PUT",
                        scope("/mode", subject),
                        "{\"mode\":\"" + one(List.of("READWRITE", "READWRITE", "READONLY", "IMPORT")) + "\"}");
            case 9 -> send("DELETE", scope("/mode", subject), "");
            case 10, 11 -> imported(subject, path);
            case 12, 13 -> associated(subject);
            default ->
                send(
                        "DELETE",
                        "/associations/resources/id-" + one(TOPICS) + "?cascadeLifecycle=" + random.nextBoolean(),
                        "");
        }
    }

    /** With gaps between versions, second ids, and other schemas under known numbers. */
    private void imported(String subject, String path) {
        send("PUT", scope("/mode", subject) + "?force=true", "{\"mode\":\"IMPORT\"}");
        int id = 100 + random.nextInt(60);
        send("POST", path + "/versions", body(",\"id\":" + id + ",\"version\":" + (1 + random.nextInt(9))));
        send("DELETE", scope("/mode", subject), "");
    }

    private void associated(String subject) {
        String topic = one(TOPICS);
        send(
                "POST",
                "/associations",
                "{\"resourceName\":\"" + topic + "\",\"resourceNamespace\":\"lkc-1\",\"resourceId\":\"id-" + topic
                        + "\",\"associations\":[{\"subject\":\"" + subject.replace("\\", "\\\\")
                        + "\",\"associationType\":\"" + one(List.of("key", "value")) + "\",\"lifecycle\":\""
                        + one(List.of("STRONG", "WEAK", "WEAK")) + "\",\"frozen\":" + (random.nextInt(3) == 0) + "}]}");
    }

    private static String scope(String kind, String subject) {
        return subject.isEmpty() ? kind : kind + "/" + RestWire.encoded(subject);
    }

    private String body(String more) {
        String text = random.nextInt(4) == 0
                ? "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"t\\\",\\\"type\\\":\\\"n.T\\\"},{\\\"name\\\":\\\"f"
                        + random.nextInt(6) + "\\\",\\\"type\\\":\\\"int\\\"}]}"
                : "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"T\\\",\\\"namespace\\\":\\\"n\\\",\\\"fields\\\":[{\\\"name\\\":\\\"f"
                        + random.nextInt(12)
                        + "\\\",\\\"type\\\":\\\"string\\\",\\\"doc\\\":\\\"\u2028 \uD83D\uDE00 /\\\"}]}";
        String references = text.contains("n.T")
                ? ",\"references\":[{\"name\":\"n.T\",\"subject\":\""
                        + one(List.of("orders-value", ":.b:x", "orders-key")) + "\",\"version\":"
                        + (1 + random.nextInt(3)) + "}]"
                : "";
        String metadata = random.nextInt(5) == 0
                ? ",\"metadata\":{\"properties\":{\"owner\":\"o" + random.nextInt(3) + "\"}}"
                : "";
        String rules = random.nextInt(8) == 0
                ? ",\"ruleSet\":{\"domainRules\":[{\"name\":\"r\",\"kind\":\"CONDITION\",\"type\":\"CEL\",\"mode\":\"WRITE\",\"expr\":\"true\"}]}"
                : "";
        return "{\"schema\":\"" + text + "\"" + references + metadata + rules + more + "}";
    }

    private String config() {
        return one(List.of(
                "{\"compatibility\":\"NONE\"}",
                "{\"compatibility\":\"NONE\",\"normalize\":true}",
                "{\"normalize\":null,\"compatibility\":null}",
                "{\"compatibilityGroup\":\"g\",\"defaultMetadata\":{\"properties\":{\"a\":\"b\"}},\"compatibility\":\"NONE\"}",
                "{\"defaultMetadata\":null,\"validateFields\":false}"));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void send(String method, String path, String body) {
        wire.send(method, path, body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8));
    }
}
