package dev.signet.serde.config;

import dev.signet.client.Credentials;
import java.util.Optional;

/** Reads how the client proves to the registry who it is. For one thread. */
final class CredentialKeys {
    private final Keys keys;

    CredentialKeys(Keys keys) {
        this.keys = keys;
    }

    /** User name and password, or a token, where the two sources say they are. */
    Credentials credentials() {
        Optional<String> basic = keys.clientText("basic.auth.credentials.source");
        Optional<String> bearer = keys.clientText("bearer.auth.credentials.source");
        if (basic.isPresent() && bearer.isPresent()) {
            keys.problem("basic.auth.credentials.source and bearer.auth.credentials.source are both set; remove one");
            return Credentials.NONE;
        }
        return bearer.isPresent() ? bearer(bearer.get()) : basic(basic);
    }

    private Credentials basic(Optional<String> source) {
        Optional<String> user = keys.clientText("basic.auth.user.info");
        return switch (source.orElse(user.isPresent() ? "USER_INFO" : "URL")) {
            case "URL" -> Credentials.NONE;
            case "USER_INFO" ->
                user.or(() -> missing("basic.auth.user.info", "basic.auth.credentials.source=USER_INFO"))
                        .map(this::userAndPassword)
                        .orElse(Credentials.NONE);
            default -> {
                keys.problem("basic.auth.credentials.source is '" + source.orElse("") + "', expected URL or USER_INFO");
                yield Credentials.NONE;
            }
        };
    }

    /** Does not repeat the value, which may be a password alone. */
    private Credentials userAndPassword(String text) {
        try {
            return Credentials.Basic.parse(text);
        } catch (IllegalArgumentException notOne) {
            keys.problem("basic.auth.user.info is not understood, expected user:password");
            return Credentials.NONE;
        }
    }

    private Credentials bearer(String source) {
        if (!source.equals("STATIC_TOKEN")) {
            keys.problem("bearer.auth.credentials.source is '" + source + "', expected STATIC_TOKEN");
            return Credentials.NONE;
        }
        return keys.clientText("bearer.auth.token")
                .or(() -> missing("bearer.auth.token", "bearer.auth.credentials.source=STATIC_TOKEN"))
                .<Credentials>map(Credentials.Bearer::new)
                .orElse(Credentials.NONE);
    }

    private Optional<String> missing(String key, String because) {
        keys.problem(key + " is missing, and " + because + " needs it");
        return Optional.empty();
    }
}
