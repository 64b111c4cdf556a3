package dev.signet.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a client proves who it is. Never prints its secret. */
public sealed interface Credentials {
    /** No proof. */
    Credentials NONE = new None();

    /** Nothing to prove with. */
    record None() implements Credentials {}

    /**
     * User name and password.
     *
     * @param user the name, without a colon
     * @param password the password
     */
    record Basic(String user, String password) implements Credentials {
        /** Reads {@code user:password}. */
        public static Basic parse(String userInfo) {
            int colon = userInfo.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("basic credentials are written user:password, but there is no ':'");
            }
            return new Basic(userInfo.substring(0, colon), userInfo.substring(colon + 1));
        }

        @Override
        public String toString() {
            return "basic credentials of " + user;
        }
    }

    /**
     * A token.
     *
     * @param token the token
     */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "a bearer token";
        }
    }

    /**
     * Tokens that an issuer gives for a client's id and secret, a new one in time before the last one expires.
     *
     * @param tokens where they come from
     */
    record OAuth(TokenEndpoint tokens) implements Credentials {
        @Override
        public String toString() {
            return "tokens of " + tokens;
        }
    }

    /**
     * The value of the {@code Authorization} header, if one is sent.
     *
     * @throws RegistryUnavailableException if a token is needed and its issuer gives none
     */
    default Optional<String> authorization() {
        if (this instanceof Basic basic) {
            byte[] pair = (basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        if (this instanceof OAuth oauth) {
            return Optional.of("Bearer " + oauth.tokens().token());
        }
        return this instanceof Bearer bearer ? Optional.of("Bearer " + bearer.token()) : Optional.empty();
    }
}
