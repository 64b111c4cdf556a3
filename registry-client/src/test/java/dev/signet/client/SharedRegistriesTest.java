package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.SharedRegistries.Figures;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedRegistriesTest {
    private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

    private final SharedRegistries shared = new SharedRegistries();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void equal_settings_share_connections_and_caches_until_the_last_one_closes() {
        server.then(200, SCHEMA).then(200, SCHEMA);
        CachingSchemaRegistry first = open(settings());
        CachingSchemaRegistry second = open(settings());

        ask(first);
        first.close();
        first.close();
        ask(second);
        assertThat(server.requests()).hasSize(1);
        second.close();

        CachingSchemaRegistry third = open(settings());
        ask(third);
        third.close();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void other_credentials_share_nothing() {
        server.then(200, SCHEMA).then(200, SCHEMA);
        CachingSchemaRegistry nobody = open(settings());
        CachingSchemaRegistry somebody = open(settings().withCredentials(new Credentials.Basic("me", "secret")));

        ask(nobody);
        ask(somebody);

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::authorization)
                .containsExactly("", "Basic bWU6c2VjcmV0");
        nobody.close();
        somebody.close();
    }

    @Test
    void figures_are_beans_while_the_registry_is_open() throws JMException {
        server.then(200, SCHEMA);
        CachingSchemaRegistry first = open(settings());
        CachingSchemaRegistry other = open(settings().withHeaders(Map.of("X-Key", "secret")));

        ask(first);
        ask(first);

        Set<ObjectName> beans = beans();
        assertThat(beans)
                .hasSize(2)
                .allSatisfy(name -> assertThat(name.toString()).doesNotContain("secret"));
        ObjectName bean = beans.stream()
                .filter(name -> name.getKeyProperty("instance") == null)
                .findFirst()
                .orElseThrow();
        assertThat(attribute(bean, "registry-requests-total")).isEqualTo(1L);
        assertThat(attribute(bean, "registry-cache-hits-total")).isEqualTo(1L);
        assertThat(attribute(bean, "registry-cache-misses-total")).isEqualTo(1L);
        assertThat(attribute(bean, "registry-cache-size")).isEqualTo(1L);

        first.close();
        assertThat(beans()).hasSize(1);
        other.close();
        assertThat(beans()).isEmpty();
    }

    @Test
    void figures_can_be_left_out() throws JMException {
        try (CachingSchemaRegistry registry = shared.open("here", settings(), 10, Ageing.NONE, Figures.HIDDEN)) {
            assertThat(registry.figures()).isNotEmpty();
            assertThat(beans()).isEmpty();
        }
    }

    @Test
    void what_means_the_same_is_shared_whatever_the_settings_are_made_of() {
        server.then(200, SCHEMA);
        ClientSettings other = settings().withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (CachingSchemaRegistry one = shared.open("here", settings(), 10, Ageing.NONE, Figures.HIDDEN);
                CachingSchemaRegistry same = shared.open("here", other, 10, Ageing.NONE, Figures.HIDDEN)) {
            ask(one);
            ask(same);
        }
        assertThat(server.requests()).hasSize(1);
    }

    private CachingSchemaRegistry open(ClientSettings settings) {
        return shared.open(settings, settings, 10, Ageing.NONE, Figures.SHOWN);
    }

    private ClientSettings settings() {
        return ClientSettings.of(server.url()).withRetries(Retries.NONE);
    }

    private static void ask(SchemaRegistry registry) {
        assertThat(registry.schema(Context.DEFAULT, new SchemaId(1)).asOptional())
                .isPresent();
    }

    private Set<ObjectName> beans() throws JMException {
        return server().queryNames(
                        new ObjectName("dev.signet:type=registry,url="
                                + ObjectName.quote(server.url().toString()) + ",*"),
                        null);
    }

    private static Object attribute(ObjectName bean, String name) throws JMException {
        return server().getAttribute(bean, name);
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
