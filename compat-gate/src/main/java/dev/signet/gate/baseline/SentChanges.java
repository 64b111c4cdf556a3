package dev.signet.gate.baseline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.SchemaFile;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import dev.signet.schema.rest.MetadataJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Files as the change set that registers them, references bound to the latest version that the set leaves. Safe for
 * concurrent use if the naming of subjects is.
 */
public final class SentChanges {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<SchemaFile, Subject> referredTo;
    private final Wishes wishes;

    /**
     * A writer of change sets.
     *
     * @param referredTo the subject under which others refer to a file, which is another one if its own is an alias
     */
    public SentChanges(Function<SchemaFile, Subject> referredTo, Wishes wishes) {
        this.referredTo = referredTo;
        this.wishes = wishes;
    }

    /**
     * The request.
     *
     * @param cursor the state on which it counts; on any if empty
     */
    public byte[] body(List<SchemaFile> files, Optional<String> cursor) {
        ObjectNode body = JSON.objectNode();
        cursor.ifPresent(mark -> body.put("cursor", mark));
        ArrayNode changes = body.putArray("changes");
        files.forEach(file -> changes.add(change(file)));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode change(SchemaFile file) {
        ObjectNode change =
                JSON.objectNode().put("subject", file.subject().qualified()).put("schema", file.text());
        ArrayNode references = change.putArray("references");
        file.needs()
                .forEach(need -> references
                        .addObject()
                        .put("name", need.type())
                        .put("subject", referredTo.apply(need).qualified())
                        .put("version", SchemaReference.LATEST));
        Optional<Metadata> metadata = wishes.metadata().of(file.subject());
        metadata.ifPresent(said -> change.set("metadata", JSON.pojoNode(MetadataJson.of(Optional.of(said)))));
        if (wishes.spelling() == Spelling.NORMALIZED) {
            change.put("normalize", true);
        }
        return change;
    }
}
