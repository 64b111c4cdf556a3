package dev.signet.broker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.directory.DirectorySettings;
import dev.signet.client.ClientSettings.Retries;
import dev.signet.client.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSettingsTest {

    private static final String ADDRESS = "http://registry:8081";

    @TempDir
    private Path folder;

    private String file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("agent.properties"), String.join("\n", lines))
                .toString();
    }

    private static AgentSettings read(String argument) {
        return AgentSettings.read(argument, Map.of(), Set.of());
    }

    @Test
    void an_address_is_enough() {
        AgentSettings settings = read(ADDRESS + "/");

        assertThat(settings.registry().urls()).containsExactly(URI.create(ADDRESS));
        assertThat(settings.registry().credentials()).isEqualTo(Credentials.NONE);
        assertThat(settings.registry().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.registry().readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.registry().retries()).isEqualTo(Retries.NONE);
        assertThat(settings.schemas()).isEqualTo(DirectorySettings.STANDARD);
        assertThat(settings.reports().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.reports().metrics()).isEmpty();
        assertThat(settings.others()).isEmpty();
    }

    @Test
    void several_addresses_are_equal_servers() {
        assertThat(read("https://user:secret@a.example, https://b.example/base").registry())
                .satisfies(registry -> assertThat(registry.urls())
                        .containsExactly(URI.create("https://a.example"), URI.create("https://b.example/base")))
                .satisfies(registry ->
                        assertThat(registry.credentials()).isEqualTo(new Credentials.Basic("user", "secret")));
    }

    @Test
    void a_file_says_everything() throws IOException {
        AgentSettings settings = AgentSettings.read(
                file(
                        "signet.registry.url = " + ADDRESS,
                        "signet.registry.basic = kafka:a:b",
                        "signet.registry.connect.timeout = 700ms",
                        "signet.registry.read.timeout = 1m",
                        "signet.cache.dir = /var/lib/signet",
                        "signet.registry.requests.per.second = 400",
                        "signet.heartbeat.interval = 250ms",
                        "signet.metrics.listen = 127.0.0.1:9404",
                        "signet.value.validation = full"),
                Map.of(),
                Set.of("signet.value.validation", "signet.key.validation"));

        assertThat(settings.registry().urls()).containsExactly(URI.create(ADDRESS));
        assertThat(settings.registry().credentials()).isEqualTo(new Credentials.Basic("kafka", "a:b"));
        assertThat(settings.registry().connectTimeout()).isEqualTo(Duration.ofMillis(700));
        assertThat(settings.registry().readTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.schemas().cacheFolder()).contains(Path.of("/var/lib/signet"));
        assertThat(settings.schemas().requestsPerSecond()).isEqualTo(400);
        assertThat(settings.reports().interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.reports().metrics()).contains(new InetSocketAddress("127.0.0.1", 9404));
        assertThat(settings.others()).isEqualTo(Map.of("signet.value.validation", "full"));
        assertThat(settings.toString()).doesNotContain("a:b");
    }

    @Test
    void the_environment_is_enough_too() {
        AgentSettings settings = AgentSettings.read(
                "",
                Map.of(
                        "SIGNET_REGISTRY_URL", ADDRESS,
                        "SIGNET_REGISTRY_BEARER", "token",
                        "SIGNET_VALUE_VALIDATION", "id",
                        "SIGNET_OF_ANOTHER_PROGRAM", "x"),
                Set.of("signet.value.validation"));

        assertThat(settings.registry().urls()).containsExactly(URI.create(ADDRESS));
        assertThat(settings.registry().credentials()).isEqualTo(new Credentials.Bearer("token"));
        assertThat(settings.others()).isEqualTo(Map.of("signet.value.validation", "id"));
    }

    @Test
    void the_environment_wins_over_the_file_and_an_address_over_both() throws IOException {
        Map<String, String> environment = Map.of("SIGNET_REGISTRY_URL", "http://environment", "SIGNET_CACHE_DIR", "  ");
        String file = file("signet.registry.url=http://file", "signet.cache.dir=/file");

        AgentSettings settings = AgentSettings.read(file, environment, Set.of());

        assertThat(settings.registry().urls()).containsExactly(URI.create("http://environment"));
        assertThat(settings.schemas().cacheFolder()).contains(Path.of("/file"));
        assertThat(AgentSettings.read("http://address", environment, Set.of())
                        .registry()
                        .urls())
                .containsExactly(URI.create("http://address"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signet.registry.url=registry:8081 | Signet's agent cannot use signet.registry.url in FILE: "
                        + "a registry URL is http:// or https://, a host and perhaps a path, got registry:8081",
                "signet.registry.url=http://u:secret@ho st | Signet's agent cannot use signet.registry.url in FILE: "
                        + "an address cannot be read: Illegal character in authority at its character 7",
                "signet.registry.url=http://r\\nsignet.registry.basic=secret | Signet's agent cannot use "
                        + "signet.registry.basic in FILE: basic credentials are written user:password, but there is no ':'",
                "signet.registry.url=http://r\\nsignet.registry.basic=u:p\\nsignet.registry.bearer=t | Signet's agent "
                        + "was given both signet.registry.basic in FILE and signet.registry.bearer in FILE; "
                        + "leave one of them out",
                "signet.registry.url=http://r\\nsignet.registry.read.timeout=5 | Signet's agent cannot use "
                        + "signet.registry.read.timeout in FILE: '5' is not a duration; write a number with ms, s, m or h "
                        + "behind it, such as 5s",
                "signet.registry.url=http://r\\nsignet.registry.read.timeout=0s | Signet's agent cannot use "
                        + "signet.registry.read.timeout in FILE: it must be longer than nothing",
                "signet.registry.url=http://r\\nsignet.registry.truststore.password=p | Signet's agent cannot use "
                        + "signet.registry.truststore.password in FILE: it needs signet.registry.truststore beside it",
                "signet.registry.url=http://r\\nsignet.registy.basic=u:p\\nother=1 | Signet's agent does not know "
                        + "other, signet.registy.basic in FILE; what it knows: signet.cache.dir, "
                        + "signet.heartbeat.interval, signet.metrics.listen, signet.registry.basic, "
                        + "signet.registry.bearer, signet.registry.connect.timeout, signet.registry.read.timeout, "
                        + "signet.registry.requests.per.second, signet.registry.truststore, "
                        + "signet.registry.truststore.password, signet.registry.url",
                "signet.registry.url=http://r\\nsignet.metrics.listen=9404 | Signet's agent cannot use "
                        + "signet.metrics.listen in FILE: '9404' is not an address to listen on; write host:port, "
                        + "such as 127.0.0.1:9404",
                "signet.registry.url=http://r\\nsignet.registry.requests.per.second=0 | Signet's agent cannot use "
                        + "signet.registry.requests.per.second in FILE: '0' is not a number of requests; write one from 1 "
                        + "to 99999, such as 100",
                "signet.cache.dir=\\\\uXYZ | Signet's agent cannot read FILE as properties: Malformed \\uxxxx encoding."
            })
    void what_cannot_be_used_is_one_sentence_without_secrets(String lines, String sentence) throws IOException {
        String file = file(lines.replace("\\n", "\n").replace("\\\\u", "\\u"));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence.replace("FILE", file))
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "htp://user:secret@host:8081, 'htp://...@host:8081'",
        "'htp://user:secret@a,htp://user:se@cret/b@b', 'htp://...@b'",
        "user:secret@host, '...@host'",
    })
    void a_misspelt_address_is_shown_without_its_user(String argument, String shown) {
        assertThatThrownBy(() -> read(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Signet's agent was started with '" + shown + "', which is neither an address that begins"
                        + " with http:// or https:// nor a file that can be read: NoSuchFileException");
    }

    @Test
    void neither_address_nor_file_is_one_sentence() {
        String absent = folder.resolve("absent").toString();

        assertThatThrownBy(() -> read(absent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Signet's agent was started with '" + absent + "', which is neither an address "
                        + "that begins with http:// or https:// nor a file that can be read: ");
        assertThatThrownBy(() -> read(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Signet's agent needs the address of the schema registry: ");
        assertThatThrownBy(() -> read("http://"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Signet's agent cannot use the address behind -javaagent:signet-broker-agent.jar=: ");
        assertThatThrownBy(() -> AgentSettings.read("", Map.of("SIGNET_REGISTRY_URL", "x"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Signet's agent cannot use SIGNET_REGISTRY_URL: a registry URL is ");
    }
}
