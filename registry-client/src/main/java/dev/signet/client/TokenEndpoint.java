package dev.signet.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.client.Exchange.Answered;
import dev.signet.client.Exchange.Broken;
import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.schema.rest.RestJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an OAuth issuer gives tokens for client credentials (RFC 6749, section 4.4). A token is kept until shortly before
 * it expires. One thread asks for the next; the others use the old one while it lasts, and else wait. After a failure the
 * issuer is left alone for a few seconds, so that those who waited do not each wait out another. Safe for concurrent use.
 */
public final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final Pattern EXPIRY_CLAIM = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,12})");
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final URI endpoint;
    private final Client client;
    private final Duration expiryBuffer;
    private final ClientSettings settings;
    private final Clock clock;
    private final Lock asking = new ReentrantLock();
    private volatile @Nullable Token token;

    /** Guarded by the lock, as is the HTTP client, which is made for the first request and ends with this object. */
    private @Nullable Failure last;

    private @Nullable HttpClient http;

    /**
     * A client of the issuer.
     *
     * @param id its id
     * @param secret its secret
     * @param scope what it asks for, if anything
     */
    public record Client(String id, String secret, Optional<String> scope) {
        @Override
        public String toString() {
            return "client " + id;
        }
    }

    private record Token(String value, Instant renewal, Instant end) {}

    private record Failure(RegistryUnavailableException why, Instant at) {}

    /** What the issuer answers. */
    private record TokenReply(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn) {}

    /**
     * An endpoint.
     *
     * @param endpoint the URL that takes the POST; user information in it is neither sent nor shown
     * @param expiryBuffer how long before its end a token is not used any more, but at most half of its life
     * @param network how the issuer is reached
     * @param timeout longest wait for a connection, and then for the whole answer
     */
    public TokenEndpoint(
            URI endpoint, Client client, Duration expiryBuffer, ClientSettings.Network network, Duration timeout) {
        this(
                endpoint,
                client,
                expiryBuffer,
                new ClientSettings(
                        List.of(endpoint),
                        Credentials.NONE,
                        Map.of(),
                        timeout,
                        timeout,
                        ClientSettings.Retries.NONE,
                        network),
                Clock.systemUTC());
    }

    TokenEndpoint(URI endpoint, Client client, Duration expiryBuffer, ClientSettings settings, Clock clock) {
        this.endpoint = withoutUserInfo(endpoint);
        this.client = client;
        this.expiryBuffer = expiryBuffer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A token that is good for now.
     *
     * @throws RegistryUnavailableException if the issuer gives none and there is no other
     */
    String token() {
        Token before = token;
        if (before != null && clock.instant().isBefore(before.renewal())) {
            return before.value();
        }
        if (!asking.tryLock()) {
            if (before != null && clock.instant().isBefore(before.end())) {
                return before.value();
            }
            waitForLock();
        }
        try {
            return renewed();
        } finally {
            asking.unlock();
        }
    }

    private void waitForLock() {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    Reason.INTERRUPTED, failed("interrupted while another thread asks for it"), interrupted);
        }
    }

    private String renewed() {
        Instant now = clock.instant();
        Token before = token;
        if (before != null && now.isBefore(before.renewal())) {
            return before.value();
        }
        try {
            Token fetched = fetchUnlessJustFailed(now);
            token = fetched;
            return fetched.value();
        } catch (RegistryUnavailableException refused) {
            if (before == null || !now.isBefore(before.end())) {
                throw refused;
            }
            if (last != null && last.why() == refused) {
                LOG.warn("the token is used to its end: {}", refused.getMessage());
            }
            return before.value();
        }
    }

    private Token fetchUnlessJustFailed(Instant now) {
        Failure known = last;
        if (known != null && isJustNow(known.at(), now)) {
            RegistryUnavailableException why = known.why();
            throw new RegistryUnavailableException(why.reason(), String.valueOf(why.getMessage()), why);
        }
        try {
            Token fetched = fetch(now);
            last = null;
            return fetched;
        } catch (RegistryUnavailableException refused) {
            if (refused.reason() != Reason.INTERRUPTED) {
                last = new Failure(refused, clock.instant());
            }
            throw refused;
        }
    }

    /** False when the clock was set back in between, so that nobody waits for it to catch up. */
    private static boolean isJustNow(Instant then, Instant now) {
        return !now.isBefore(then) && now.isBefore(then.plus(PAUSE_AFTER_FAILURE));
    }

    private HttpClient http() {
        HttpClient open = http;
        if (open == null) {
            open = settings.network().client(settings.connectTimeout());
            http = open;
        }
        return open;
    }

    private Token fetch(Instant now) {
        Exchange.Outcome outcome = new Exchange(http(), settings).send(request());
        if (outcome instanceof Broken broken) {
            throw new RegistryUnavailableException(broken.reason(), failed(broken.words()), broken.cause());
        }
        Answered answer = (Answered) outcome;
        if (answer.status() != 200) {
            throw new RegistryUnavailableException(
                    reason(answer),
                    failed("it answered " + answer.status()
                            + "; are bearer.auth.client.id, bearer.auth.client.secret and bearer.auth.scope right?"),
                    null);
        }
        TokenReply reply = RestJson.read(answer.body(), TokenReply.class)
                .asOptional()
                .filter(read -> read.accessToken() != null)
                .orElseThrow(() -> new RegistryUnavailableException(
                        Reason.NOT_A_REGISTRY, failed("its answer holds no access_token"), null));
        String value = Replies.required(answer, "access_token", reply.accessToken());
        if (!SentHeaders.isValue(value)) {
            throw new RegistryUnavailableException(
                    Reason.NOT_A_REGISTRY,
                    failed("its access_token holds a character that no HTTP header may hold"),
                    null);
        }
        return token(value, now, life(reply, value, now));
    }

    /** An issuer says 400 or 401 of an id or secret that it does not take (RFC 6749, section 5.2). */
    private static Reason reason(Answered answer) {
        return answer.status() == 400 ? Reason.UNAUTHENTICATED : Reason.ofStatus(answer.status());
    }

    private HttpRequest request() {
        String scope =
                client.scope().map(text -> "&scope=" + Paths.encoded(text)).orElse("");
        byte[] pair = (client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(endpoint)
                .timeout(settings.connectTimeout().plus(settings.readTimeout()))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .POST(BodyPublishers.ofString("grant_type=client_credentials" + scope))
                .build();
    }

    private Token token(String value, Instant now, Duration life) {
        Duration half = life.dividedBy(2);
        Duration buffer = expiryBuffer.compareTo(half) < 0 ? expiryBuffer : half;
        Instant end = now.plus(life);
        return new Token(value, end.minus(buffer), end);
    }

    /** As the answer says, or else the token itself. */
    private static Duration life(TokenReply reply, String value, Instant now) {
        if (reply.expiresIn() != null) {
            return Duration.ofSeconds(Math.max(0, reply.expiresIn()));
        }
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return UNKNOWN_LIFE;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            Matcher expiry = EXPIRY_CLAIM.matcher(claims);
            return expiry.find()
                    ? Duration.between(now, Instant.ofEpochSecond(Long.parseLong(expiry.group(1))))
                    : UNKNOWN_LIFE;
        } catch (IllegalArgumentException opaque) {
            return UNKNOWN_LIFE;
        }
    }

    private static URI withoutUserInfo(URI url) {
        String info = url.getRawUserInfo();
        return info == null ? url : URI.create(url.toString().replaceFirst(Pattern.quote(info + "@"), ""));
    }

    private String failed(String reason) {
        return "The registry cannot be used: " + endpoint + " gives no token for " + client + ": " + reason;
    }

    /** Whether the other one asks the same endpoint in the same way, so that one of them does for both. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenEndpoint that
                && endpoint.equals(that.endpoint)
                && client.equals(that.client)
                && expiryBuffer.equals(that.expiryBuffer)
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoint, client, expiryBuffer);
    }

    @Override
    public String toString() {
        return endpoint + " for " + client;
    }
}
