package dev.signet.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request and the answer to it, byte for byte.
 *
 * @param name what it shows
 * @param method the method
 * @param path path and query
 * @param headers request headers
 * @param body the request body, or an empty text
 * @param answer status, media type and body; times are masked
 */
record GoldenExchange(
        String name, String method, String path, Map<String, String> headers, String body, String answer) {
    /** The exchanges of a file, which are one story and share one server. */
    static List<GoldenExchange> story(String file) {
        try (InputStream story =
                Objects.requireNonNull(GoldenExchange.class.getResourceAsStream(file), "no story " + file)) {
            List<GoldenExchange> exchanges = new ArrayList<>();
            String text = new String(story.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.split("(?m)^## ", -1)) {
                if (!block.isBlank()) {
                    exchanges.add(exchange(block));
                }
            }
            return exchanges;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static GoldenExchange exchange(String block) {
        List<String> lines = block.lines().toList();
        String[] request = lines.get(1).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        int next = 2;
        for (; lines.get(next).matches("[A-Za-z-]+: .*"); next++) {
            String[] header = lines.get(next).split(": ", 2);
            headers.put(header[0], header[1]);
        }
        StringBuilder body = new StringBuilder();
        for (; !lines.get(next).matches("\\d{3}( .*)?"); next++) {
            body.append(lines.get(next));
        }
        String answer = String.join("\n", lines.subList(next, lines.size())).strip();
        return new GoldenExchange(lines.get(0), request[0], request[1], headers, body.toString(), answer);
    }
}
