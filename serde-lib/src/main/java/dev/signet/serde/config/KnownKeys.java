package dev.signet.serde.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The keys that mean something to the serde, and what to say of others. A serializer is given everything that its
 * producer is given, so only a key that looks like one of the serde's is worth a word.
 */
final class KnownKeys {
    /** Read as they are. */
    private static final Set<String> OWN = Set.of(
            "schema.registry.url",
            "schema.registry.url.randomize",
            "auto.register.schemas",
            "normalize.schemas",
            "use.schema.id",
            "use.schema.guid",
            "use.latest.version",
            "use.latest.with.metadata",
            "id.compatibility.strict",
            "latest.compatibility.strict",
            "latest.cache.size",
            "latest.cache.ttl.sec",
            "max.schemas.per.subject",
            "key.subject.name.strategy",
            "value.subject.name.strategy",
            "subject.name.strategy.fallback.type",
            "subject.name.strategy.kafka.cluster.id",
            "subject.name.strategy.cache.size",
            "subject.name.strategy.cache.expiry.secs",
            "context.name.strategy",
            "key.schema.id.serializer",
            "value.schema.id.serializer",
            "key.schema.id.deserializer",
            "value.schema.id.deserializer",
            "avro.remove.java.properties",
            "avro.use.logical.type.converters",
            "avro.fail.on.trailing.data",
            "avro.reflection.allow.null",
            "schema.reflection",
            "specific.avro.reader",
            "specific.avro.key.type",
            "specific.avro.value.type",
            "on.error",
            "dead.letter.topic",
            "signet.context",
            "signet.codec.generation",
            "signet.metrics",
            "signet.payload.check",
            "signet.schema.prefix",
            "signet.stale.limit.sec",
            "signet.trusted.packages",
            "schemas.cache.config",
            "connect.meta.data",
            "discard.type.doc.default",
            "ignore.default.for.nullables",
            "allow.optional.map.keys",
            "enhanced.avro.schema.support",
            "scrub.invalid.names",
            "generalized.sum.type.support",
            "flatten.singleton.unions");

    /** Read with or without {@code schema.registry.} in front. */
    private static final Set<String> CLIENT = Set.of(
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "max.retries",
            "retries.wait.ms",
            "retries.max.wait.ms",
            "proxy.host",
            "proxy.port",
            "basic.auth.credentials.source",
            "basic.auth.user.info",
            "bearer.auth.credentials.source",
            "bearer.auth.token",
            "bearer.auth.issuer.endpoint.url",
            "bearer.auth.client.id",
            "bearer.auth.client.secret",
            "bearer.auth.scope",
            "bearer.auth.scope.claim.name",
            "bearer.auth.sub.claim.name",
            "bearer.auth.logical.cluster",
            "bearer.auth.identity.pool.id",
            "bearer.auth.cache.expiry.buffer.seconds");

    /** The usual serializer's keys of which nothing comes here, where nothing is lost by that, and why. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "use.apache.http.client", "the JDK's HTTP client is used",
            "schema.format", "schemas are asked for as they are stored",
            "propagate.schema.tags", "tags are not carried from version to version",
            "missing.cache.size", "what was not found is asked for again",
            "missing.id.cache.ttl.sec", "what was not found is asked for again",
            "missing.version.cache.ttl.sec", "what was not found is asked for again",
            "missing.schema.cache.ttl.sec", "what was not found is asked for again");

    /** Values of those keys that ask for nothing. */
    private static final Set<String> ASKING_NOTHING = Set.of("", "0", "false");

    /** Only of use to rules, which are refused where they are asked for. */
    private static final List<String> OF_RULES =
            List.of("rule.executors", "rule.actions", "rule.service.loader.", "rule.metrics.", "validation.rules.");

    private static final List<String> FAMILIES = List.of(
            "request.header.",
            "schema.registry.request.header.",
            "dead.letter.producer.",
            "signet.dead.letter.",
            "signet.on.error");
    private static final String TLS = "schema.registry.ssl.";

    private static final List<String> LOOKS = List.of(
            "schema.",
            "avro.",
            "specific.avro.",
            "signet.",
            "auto.register.",
            "normalize.",
            "use.schema.",
            "use.latest.",
            "latest.",
            "subject.name.",
            "key.subject.",
            "value.subject.",
            "key.schema.",
            "value.schema.",
            "basic.auth.",
            "bearer.auth.",
            "rule.");

    private static final int TYPING_ERRORS = 2;

    private KnownKeys() {}

    /** The names of all keys that are read, the client's without their prefix. */
    static Set<String> names() {
        return Stream.concat(OWN.stream(), CLIENT.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** What to say of keys that are not read: a sentence for each, in the order of the keys. */
    static List<String> warnings(Map<String, ?> values) {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(values)
                .forEach((key, value) -> warning(key, String.valueOf(value)).ifPresent(warnings::add));
        return warnings;
    }

    private static Optional<String> warning(String key, String value) {
        if (isRead(key) || isKafkas(key)) {
            return Optional.empty();
        }
        Optional<String> reason = Optional.ofNullable(WITHOUT_EFFECT.get(withoutPrefix(key)));
        if (reason.isPresent()) {
            return ASKING_NOTHING.contains(value.trim())
                    ? Optional.empty()
                    : Optional.of("The key '" + key + "' has no effect: " + reason.get());
        }
        return unknown(key);
    }

    private static boolean isRead(String key) {
        return OWN.contains(key)
                || CLIENT.contains(key)
                || CLIENT.contains(withoutPrefix(key))
                || FAMILIES.stream().anyMatch(key::startsWith)
                || OF_RULES.stream().anyMatch(key::startsWith)
                || key.equals("execution.environment")
                || key.startsWith(TLS) && NetworkKeys.isTls(withoutPrefix(key));
    }

    private static boolean isKafkas(String key) {
        return ProducerConfig.configNames().contains(key)
                || ConsumerConfig.configNames().contains(key);
    }

    private static String withoutPrefix(String key) {
        return key.startsWith(NetworkKeys.PREFIX) ? key.substring(NetworkKeys.PREFIX.length()) : key;
    }

    private static Optional<String> unknown(String key) {
        Optional<String> nearest = all().min(Comparator.comparingInt((String known) -> EditDistance.of(key, known))
                .thenComparing(Comparator.naturalOrder()));
        Optional<String> meant =
                nearest.filter(known -> EditDistance.of(key, known) <= Math.max(TYPING_ERRORS, known.length() / 5));
        boolean misspelt = nearest.filter(known -> EditDistance.of(key, known) <= TYPING_ERRORS)
                .isPresent();
        if (!misspelt && LOOKS.stream().noneMatch(key::startsWith)) {
            return Optional.empty();
        }
        return Optional.of("The key '" + key + "' is not known to Signet's serde and has no effect"
                + meant.map(known -> "; did you mean '" + known + "'?").orElse(""));
    }

    private static Stream<String> all() {
        return Stream.of(OWN.stream(), CLIENT.stream(), CLIENT.stream().map(key -> NetworkKeys.PREFIX + key))
                .flatMap(names -> names);
    }
}
