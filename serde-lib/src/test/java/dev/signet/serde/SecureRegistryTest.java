package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS, a proxy or an issuer of tokens: real servers, with keys made for the occasion. */
@Timeout(60)
class SecureRegistryTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Path here;
    private static Path elsewhere;
    private static Path client;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> proofs = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        here = keys("here", "san=dns:localhost,ip:127.0.0.1");
        elsewhere = keys("elsewhere", "san=dns:registry.example");
        client = keys("client", "san=dns:client.example");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private int port() {
        return Objects.requireNonNull(server).getAddress().getPort();
    }

    @Test
    void aTrustedCertificateOfThisHostIsAccepted() throws Exception {
        serveTls(here, Optional.empty());

        for (String type : List.of("PKCS12", "JKS")) {
            Path trust = trust(here, type);
            assertThat(written(Map.of(
                            "schema.registry.ssl.truststore.location",
                            trust.toString(),
                            "schema.registry.ssl.truststore.password",
                            new Password(PASSWORD),
                            "schema.registry.ssl.truststore.type",
                            type)))
                    .startsWith(0, 0, 0, 0, 7);
        }
        Path pem = pem(here, false);
        assertThat(written(Map.of(
                        "schema.registry.ssl.truststore.location",
                        pem.toString(),
                        "schema.registry.ssl.truststore.type",
                        "PEM")))
                .startsWith(0, 0, 0, 0, 7);
        assertThat(written(Map.of(
                        "schema.registry.ssl.truststore.certificates",
                        Files.readString(pem),
                        "schema.registry.ssl.truststore.type",
                        "PEM",
                        "schema.registry.ssl.enabled.protocols",
                        "TLSv1.2")))
                .startsWith(0, 0, 0, 0, 7);
    }

    @Test
    void anUnknownCertificateIsRefusedAndKafkasOwnKeysAreNotTheRegistrys() throws Exception {
        serveTls(here, Optional.empty());

        assertThatThrownBy(() -> written(Map.of())).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> written(Map.of(
                        "ssl.truststore.location",
                        trust(here, "PKCS12").toString(),
                        "ssl.truststore.password",
                        PASSWORD,
                        "ssl.truststore.type",
                        "PKCS12")))
                .isInstanceOf(TimeoutException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedUnlessTheCheckIsSwitchedOff() throws Exception {
        serveTls(elsewhere, Optional.empty());
        Map<String, Object> config = new HashMap<>(trusting(elsewhere));

        assertThatThrownBy(() -> written(config)).isInstanceOf(TimeoutException.class);
        config.put("schema.registry.ssl.endpoint.identification.algorithm", "https");
        assertThatThrownBy(() -> written(config)).isInstanceOf(TimeoutException.class);
        assertThat(asked).isEmpty();
        config.put("schema.registry.ssl.endpoint.identification.algorithm", "");
        assertThat(written(config)).startsWith(0, 0, 0, 0, 7);
        config.putAll(trusting(here));
        assertThatThrownBy(() -> written(config))
                .as("the chain is checked all the same")
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aServerMayAskForTheClientsCertificate() throws Exception {
        serveTls(here, Optional.of(client));
        Map<String, Object> config = new HashMap<>(trusting(here));
        // With TLS 1.3 the server refuses after the handshake: whether that or the closed connection is seen is a race.
        assertThatThrownBy(() -> written(config)).isInstanceOf(RetriableException.class);

        Map<String, Object> store = new HashMap<>(config);
        store.put("schema.registry.ssl.keystore.location", client.toString());
        store.put("schema.registry.ssl.keystore.password", PASSWORD);
        store.put("schema.registry.ssl.keystore.type", "PKCS12");
        store.put("schema.registry.ssl.key.password", PASSWORD);
        assertThat(written(store)).startsWith(0, 0, 0, 0, 7);
        store.put("schema.registry.ssl.endpoint.identification.algorithm", "");
        assertThat(written(store)).startsWith(0, 0, 0, 0, 7);
        Map<String, Object> pem = new HashMap<>(config);
        pem.put("schema.registry.ssl.keystore.location", pem(client, true).toString());
        pem.put("schema.registry.ssl.keystore.type", "PEM");
        assertThat(written(pem)).startsWith(0, 0, 0, 0, 7);
    }

    @Test
    void aWrongStoreIsNamedWithoutItsPassword() throws Exception {
        serveTls(here, Optional.empty());
        Map<String, Object> config = new HashMap<>(trusting(here));
        config.put("schema.registry.ssl.truststore.password", "wr0ng-password");

        assertThatThrownBy(() -> written(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.ssl.* is not usable")
                .hasMessageContaining("here.trust")
                .hasMessageNotContaining("wr0ng-password");
        assertThatThrownBy(() -> written(Map.of("schema.registry.ssl.engine.factory.class", "x.Y")))
                .hasMessageContaining("schema.registry.ssl.engine.factory.class is not supported");
    }

    @Test
    void aProxyStandsInBetween() throws IOException {
        serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        Map<String, Object> config = new HashMap<>(Map.of(
                "schema.registry.url", "http://registry.example:81",
                "proxy.host", "127.0.0.1",
                "schema.registry.proxy.port", port()));

        assertThat(serialized(config)).startsWith(0, 0, 0, 0, 7);
        assertThat(asked).allSatisfy(line -> assertThat(line).startsWith("http://registry.example:81/"));
        config.remove("proxy.host");
        assertThatThrownBy(() -> serialized(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("proxy.host and proxy.port belong together");
    }

    @Test
    void tokensOfAnIssuerAndSaslCredentialsAreSent() throws IOException {
        serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        String url = "http://127.0.0.1:" + port();
        Map<String, Object> config = Map.of(
                "schema.registry.url", url,
                "bearer.auth.credentials.source", "OAUTHBEARER",
                "bearer.auth.issuer.endpoint.url", url + "/token",
                "bearer.auth.client.id", "id",
                "bearer.auth.client.secret", new Password("secret"),
                "bearer.auth.logical.cluster", "lsrc-1",
                "bearer.auth.identity.pool.id", "pool-1");
        serialized(config);
        assertThat(asked).filteredOn(uri -> uri.equals("/token")).hasSize(1);
        assertThat(proofs).contains("Bearer issued lsrc-1 pool-1");

        serialized(Map.of(
                "schema.registry.url",
                url,
                "basic.auth.credentials.source",
                "SASL_INHERIT",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"pw\";"));
        assertThat(proofs)
                .contains("Basic "
                        + Base64.getEncoder().encodeToString("ann:pw".getBytes(StandardCharsets.UTF_8))
                        + " null null");
    }

    private byte[] written(Map<String, ?> keys) {
        Map<String, Object> config = new HashMap<>(keys);
        config.put("schema.registry.url", "https://localhost:" + port());
        return serialized(config);
    }

    private static byte[] serialized(Map<String, ?> keys) {
        Map<String, Object> config = new HashMap<>(keys);
        config.put("max.retries", 0);
        try (AvroSerializer serializer = new AvroSerializer()) {
            serializer.configure(config, false);
            return Objects.requireNonNull(serializer.serialize("t", "hi"));
        }
    }

    private void serveTls(Path keys, Optional<Path> clients) throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store(keys), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(clients.isPresent() ? trust(clients.get(), "PKCS12") : keys));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        secure.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters with = context.getDefaultSSLParameters();
                with.setNeedClientAuth(clients.isPresent());
                parameters.setSSLParameters(with);
            }
        });
        serve(secure);
    }

    private void serve(HttpServer listening) {
        server = listening;
        listening.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            proofs.add(header(exchange, "Authorization") + " " + header(exchange, "target-sr-cluster") + " "
                    + header(exchange, "Confluent-Identity-Pool-Id"));
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/associations")) {
                reply(exchange, 404, "");
            } else if (path.equals("/token")) {
                reply(exchange, 200, "{\"access_token\":\"issued\",\"expires_in\":3600}");
            } else {
                reply(exchange, 200, "{\"id\":7,\"version\":1,\"schema\":\"\\\"string\\\"\"}");
            }
        });
        listening.start();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, Object> trusting(Path keys) throws Exception {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                trust(keys, "PKCS12").toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }

    /** A key pair and its certificate, made by the JDK's own tool. */
    private static Path keys(String name, String extension) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(said).isZero();
        return file;
    }

    private static KeyStore store(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path trust(Path keys, String type) throws Exception {
        KeyStore trust = KeyStore.getInstance(type);
        trust.load(null, null);
        trust.setCertificateEntry("known", store(keys).getCertificate("own"));
        String name = keys.getFileName().toString().replace(".p12", ".trust." + type);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static Path pem(Path keys, boolean withKey) throws Exception {
        KeyStore store = store(keys);
        Key key = store.getKey("own", PASSWORD.toCharArray());
        String text = (withKey ? block("PRIVATE KEY", key.getEncoded()) : "")
                + block("CERTIFICATE", store.getCertificate("own").getEncoded());
        return Files.writeString(folder.resolve(keys.getFileName() + (withKey ? ".key.pem" : ".pem")), text);
    }

    private static String block(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + name
                + "-----\n";
    }
}
