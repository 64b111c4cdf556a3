package dev.signet.serde.config;

import dev.signet.client.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** The user name and password that Kafka's own client logs in with. */
final class SaslLogin {
    private static final String JAAS = SaslConfigs.SASL_JAAS_CONFIG;

    private SaslLogin() {}

    /** From {@code sasl.jaas.config}, or the JVM's login configuration; empty, and a problem noted, if there is none. */
    static Optional<Credentials> of(Keys keys) {
        Map<String, Object> values = new HashMap<>(keys.values());
        if (values.get(JAAS) instanceof String text) {
            values.put(JAAS, new Password(text));
        }
        try {
            for (AppConfigurationEntry entry :
                    JaasContext.loadClientContext(values).configurationEntries()) {
                Map<String, ?> options = entry.getOptions();
                if (options.get("username") instanceof String user
                        && options.get("password") instanceof String password) {
                    return Optional.of(new Credentials.Basic(user, password));
                }
            }
            keys.problem(
                    "basic.auth.credentials.source is SASL_INHERIT, but " + JAAS + " holds no username and password");
        } catch (IllegalArgumentException | SecurityException none) {
            // The message of the first may repeat the value, and with it a password.
            keys.problem("basic.auth.credentials.source is SASL_INHERIT, but " + JAAS
                    + " is missing or not understood; it looks like org.apache.kafka.common.security.plain"
                    + ".PlainLoginModule required username=\"…\" password=\"…\";");
        }
        return Optional.empty();
    }
}
