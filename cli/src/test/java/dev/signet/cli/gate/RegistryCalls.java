package dev.signet.cli.gate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests to a registry, as somebody with curl would make them. */
record RegistryCalls(URI address, HttpClient http) {
    RegistryCalls(URI address) {
        this(address, HttpClient.newHttpClient());
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    int register(String subject, String text, String more) {
        return send("POST", "/subjects/" + subject + "/versions", "{\"schema\": " + quoted(text) + more + "}")
                .statusCode();
    }

    void level(String subject, String level) {
        send("PUT", "/config" + subject, "{\"compatibility\": \"" + level + "\"}");
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** A record type with fields given as {@code name:type} or {@code name:type=default}, all in JSON. */
    static String record(String name, String... fields) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"namespace\":\"n\",\n\"fields\":[\n"
                + Stream.of(fields).map(RegistryCalls::field).collect(Collectors.joining(",\n")) + "]}";
    }

    private static String field(String written) {
        String name = written.substring(0, written.indexOf(':'));
        String type = written.substring(written.indexOf(':') + 1);
        int equals = type.indexOf('=');
        String byDefault = equals < 0 ? "" : ",\"default\":" + type.substring(equals + 1);
        return "{\"name\":\"" + name + "\",\"type\":" + (equals < 0 ? type : type.substring(0, equals)) + byDefault
                + "}";
    }
}
