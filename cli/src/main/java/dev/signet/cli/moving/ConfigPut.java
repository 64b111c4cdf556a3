package dev.signet.cli.moving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The changes that make one config another one. */
final class ConfigPut {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigPut() {}

    /** Bodies for PUT, one after the other: what is wanted is set, what is not wanted is cleared. */
    static List<byte[]> bodies(ConfigReply wanted, Optional<ConfigReply> present) {
        ObjectNode body = fields(wanted);
        present.map(ConfigPut::fields).ifPresent(fields -> {
            for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!body.has(name)) {
                    body.putNull(name);
                }
            }
        });
        if (body.isEmpty()) {
            // A config that sets nothing is not the same as none; it comes into being when its last field is cleared.
            return List.of(bytes("{\"normalize\":true}"), bytes("{\"normalize\":null}"));
        }
        return List.of(bytes(body.toString()));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads and writes have different names for the level. */
    private static ObjectNode fields(ConfigReply config) {
        try {
            ObjectNode fields = (ObjectNode) JSON.readTree(RestJson.bytes(config));
            JsonNode level = fields.remove("compatibilityLevel");
            if (level != null) {
                fields.set("compatibility", level);
            }
            return fields;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
