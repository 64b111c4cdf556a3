package dev.signet.broker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server behind TLS, with a key made for the occasion. */
class TrustStoreTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static Path keys;
    private static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        keys = keys("here");
        KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static Path keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString());
        return file;
    }

    private static Path exported(Path keys) throws Exception {
        Path pem = folder.resolve("certificate.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString());
        return pem;
    }

    private static Path imported(Path pem, String type) throws Exception {
        Path store = folder.resolve("trust." + type);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "registry",
                "-file",
                pem.toString(),
                "-storetype",
                type,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return store;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static int status(Path trusted, Optional<String> password) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TrustStore.context(trusted, password))
                .build();
        URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_certificate_in_any_of_the_forms_is_trusted() throws Exception {
        Path pem = exported(keys);

        assertThat(status(pem, Optional.empty())).isEqualTo(204);
        assertThat(status(imported(pem, "PKCS12"), Optional.of(PASSWORD))).isEqualTo(204);
        assertThat(status(imported(pem, "JKS"), Optional.of(PASSWORD))).isEqualTo(204);
    }

    @Test
    void nothing_else_is() throws Exception {
        Path other = exported(keys("elsewhere"));

        assertThatThrownBy(() -> status(other, Optional.empty())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void what_holds_no_certificate_is_one_sentence() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk"), "junk");
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> TrustStore.context(junk, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(junk + " cannot be read as PKCS 12, JKS or PEM: ");
        assertThatThrownBy(() -> TrustStore.context(absent, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(absent + " cannot be read as PKCS 12, JKS or PEM: ");
        assertThatThrownBy(() -> TrustStore.context(keys, Optional.of("wrong")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(keys + " cannot be read as PKCS 12, JKS or PEM: ");
    }
}
