package dev.signet.serde.config;

import dev.signet.client.ClientSettings.Network;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Reads how the registry is reached: proxy and TLS. The keys of TLS are those of Kafka's clients after
 * {@code schema.registry.}, and Kafka's own code reads them; {@code ssl.*} alone is the broker's. For one thread.
 */
final class NetworkKeys {
    private static final String TLS_PREFIX = "schema.registry.ssl.";
    static final String PREFIX = "schema.registry.";
    private static final String FACTORY = TLS_PREFIX + "engine.factory.class";

    private final Keys keys;

    NetworkKeys(Keys keys) {
        this.keys = keys;
    }

    Network network() {
        Map<String, Object> given = given();
        if (given.isEmpty()) {
            return new Network(Optional.empty(), Optional.empty(), proxy());
        }
        if (keys.text(FACTORY).isPresent()) {
            keys.problem(FACTORY + " is not supported; give the keys of the stores instead");
            return Network.DEFAULT;
        }
        try {
            Map<String, Object> read = definition().parse(given);
            return new Network(Optional.of(context(read)), Optional.of(parameters(read)), proxy());
        } catch (ConfigException wrong) {
            keys.problem(PREFIX + "… is wrong: " + wrong.getMessage());
        } catch (KafkaException | GeneralSecurityException unusable) {
            keys.problem(TLS_PREFIX + "* is not usable: " + words(unusable));
        }
        return Network.DEFAULT;
    }

    /** The cause says which file or which password; Kafka's own message does not always. */
    private static String words(Exception unusable) {
        Throwable cause = unusable.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(unusable.getMessage())
                : unusable.getMessage() + ": " + cause.getMessage();
    }

    private Map<String, Object> given() {
        Map<String, Object> given = new HashMap<>();
        keys.values().forEach((key, value) -> {
            if (key.startsWith(TLS_PREFIX) && value != null) {
                given.put(key.substring(PREFIX.length()), value);
            }
        });
        return given;
    }

    /** Whether Kafka's clients know a key, without the prefix. */
    static boolean isTls(String key) {
        return definition().names().contains(key);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        return definition;
    }

    private static SSLContext context(Map<String, Object> read) throws GeneralSecurityException {
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(read);
            Object hostNames = read.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
            boolean verified = hostNames != null && !hostNames.toString().isBlank();
            return verified ? factory.sslContext() : AnyHost.context(factory, read);
        }
    }

    private static SSLParameters parameters(Map<String, Object> read) {
        SSLParameters parameters = new SSLParameters();
        names(read, SslConfigs.SSL_CIPHER_SUITES_CONFIG).ifPresent(parameters::setCipherSuites);
        names(read, SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG).ifPresent(parameters::setProtocols);
        return parameters;
    }

    private static Optional<String[]> names(Map<String, Object> read, String key) {
        return read.get(key) instanceof List<?> list && !list.isEmpty()
                ? Optional.of(list.stream().map(String::valueOf).toArray(String[]::new))
                : Optional.empty();
    }

    private Optional<InetSocketAddress> proxy() {
        Optional<String> host = keys.clientText("proxy.host");
        int port = keys.clientNumber("proxy.port", -1);
        if (host.isPresent() == port < 0) {
            keys.problem("proxy.host and proxy.port belong together, but only one of them is set");
            return Optional.empty();
        } else if (port > 0xffff) {
            keys.problem("proxy.port is " + port + ", expected a port");
            return Optional.empty();
        }
        return host.map(name -> InetSocketAddress.createUnresolved(name, port));
    }
}
