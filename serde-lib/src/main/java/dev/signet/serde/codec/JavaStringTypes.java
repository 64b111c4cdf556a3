package dev.signet.serde.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Takes {@code avro.java.string} out of schemas, so that the same type has one text in every language. */
final class JavaStringTypes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JavaStringTypes() {}

    static Schema removed(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            Deque<JsonNode> open = new ArrayDeque<>();
            open.push(tree);
            while (!open.isEmpty()) {
                JsonNode node = open.pop();
                if (node instanceof ObjectNode object) {
                    object.remove(GenericData.STRING_PROP);
                }
                node.forEach(open::push);
            }
            return new Schema.Parser(NameValidator.UTF_VALIDATOR)
                    .setValidateDefaults(false)
                    .parse(tree.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Avro printed a schema that is not JSON", impossible);
        }
    }
}
