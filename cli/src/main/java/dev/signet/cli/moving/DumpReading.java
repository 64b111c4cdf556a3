package dev.signet.cli.moving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.cli.input.UnreadableInput;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Shown;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportItem.State;
import dev.signet.schema.export.Lines;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.RestJson;
import dev.signet.schema.rest.SchemaReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a dump of the {@code _schemas} topic: one record a line, key, tab, value, in the order of the log. As in the
 * topic, the last record of a key counts, a value of {@code null} takes away what the key named, and the deletion of a
 * subject hides the versions up to its mark that came before it.
 */
final class DumpReading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 60;
    private static final String ASSOCIATION = "ASSOC";

    private final String name;
    private final Map<Subject, SortedMap<Version, ExportItem.OfVersion>> versions = new HashMap<>();
    private final Map<Subject, ConfigReply> configs = new HashMap<>();
    private final Map<Subject, Mode> modes = new HashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Map<VersionName, String> unreadable = new LinkedHashMap<>();
    private long number;

    private DumpReading(String name) {
        this.name = name;
    }

    /**
     * Reads all of it.
     *
     * @throws UnreadableInput when it is no such dump; names the line
     */
    static Inventory read(String name, InputStream in) throws IOException {
        DumpReading dump = new DumpReading(name);
        Lines lines = new Lines(in);
        int records = 0;
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            dump.number = lines.number();
            String text = new String(line.get(), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                dump.record(text);
                records++;
            }
        }
        if (records == 0) {
            throw new UnreadableInput(name + " is empty: a dump has a line for each record of the topic.");
        }
        return dump.inventory();
    }

    /** Columns before the key, such as a timestamp, are what the dumping program was told to print. */
    private void record(String line) {
        int key = line.indexOf('{');
        int tab = key < 0 ? -1 : line.indexOf('\t', key);
        if (tab < 0 || (key > 0 && line.charAt(key - 1) != '\t')) {
            throw wrong("it is no record: a JSON key, a tab and a JSON value are expected", line);
        }
        String value = line.substring(tab + 1).strip();
        record(json(line.substring(key, tab), line), json(value.isEmpty() ? "null" : value, line), line);
    }

    private void record(JsonNode key, JsonNode value, String line) {
        String type = key.path("keytype").asText("");
        if (!value.isNull() && !value.isObject()) {
            throw wrong("the value is neither an object nor null", line);
        }
        switch (type) {
            case "SCHEMA" -> schema(key, value, line);
            case "CONFIG" -> config(scope(key), value, line);
            case "MODE" -> mode(scope(key), value, line);
            case "DELETE_SUBJECT" -> hide(value);
            case "CLEAR_SUBJECT" -> clear(value);
            // A context comes with what lives in it.
            case "NOOP", "CONTEXT" -> {}
            case "" -> throw wrong("its key has no 'keytype'", line);
            default -> leftOut.merge(type, 1, Integer::sum);
        }
    }

    private void schema(JsonNode key, JsonNode value, String line) {
        int version = key.path("version").asInt(0);
        if (!key.path("subject").isTextual() || version < 1) {
            throw wrong("its key names no subject and version", line);
        }
        VersionName named = new VersionName(Subject.parse(key.path("subject").asText()), new Version(version));
        SortedMap<Version, ExportItem.OfVersion> history = history(named.subject());
        history.remove(named.version());
        unreadable.remove(named);
        if (!value.isNull()) {
            SchemaReply said = read(value, SchemaReply.class, line);
            Answer<SchemaText> schema = said.schemaText();
            if (said.schema() == null || said.id() == null || said.id() < 0) {
                throw wrong("its value has no 'schema' or no 'id'", line);
            }
            if (schema instanceof Answer.Refused<SchemaText> refused) {
                unreadable.put(named, refused.refusal().message());
                return;
            }
            State state = Boolean.TRUE.equals(said.deleted()) ? State.DELETED : State.LIVE;
            history.put(
                    named.version(),
                    Versions.item(named, said.id(), state, schema.asOptional().orElseThrow()));
        }
    }

    private void config(Subject scope, JsonNode value, String line) {
        if (value.isNull()) {
            configs.remove(scope);
        } else {
            configs.put(scope, read(value, ConfigReply.class, line));
        }
    }

    private void mode(Subject scope, JsonNode value, String line) {
        if (value.isNull() || value.path("mode").isNull()) {
            modes.remove(scope);
        } else {
            modes.put(scope, Mode.named(value.path("mode").asText("")).orElseThrow(() -> wrong("no such mode", line)));
        }
    }

    private void hide(JsonNode value) {
        Subject subject = Subject.parse(value.path("subject").asText(""));
        int mark = value.path("version").asInt(0);
        history(subject)
                .replaceAll(
                        (version, item) -> version.number() <= mark ? Versions.withState(item, State.DELETED) : item);
    }

    private void clear(JsonNode value) {
        Subject subject = Subject.parse(value.path("subject").asText(""));
        history(subject).values().removeIf(item -> item.state() == State.DELETED);
    }

    private SortedMap<Version, ExportItem.OfVersion> history(Subject subject) {
        return versions.computeIfAbsent(subject, unknown -> new TreeMap<>());
    }

    private static Subject scope(JsonNode key) {
        return Subject.parse(key.path("subject").asText(""));
    }

    private Inventory inventory() {
        Inventory inventory = new Inventory();
        List<Subject> scopes = new ArrayList<>(configs.keySet());
        scopes.addAll(modes.keySet());
        for (Subject scope : scopes) {
            ScopeSettings settings =
                    ScopeSettings.of(Optional.ofNullable(configs.get(scope)), Optional.ofNullable(modes.get(scope)));
            inventory.accept(Versions.scope(scope, settings));
        }
        inventory.accept(
                Versions.scope(new Subject(Context.DEFAULT, ""), inventory.settings(new Subject(Context.DEFAULT, ""))));
        versions.values().forEach(history -> history.values().forEach(inventory));
        unreadable.forEach((named, why) -> inventory.note(named + " cannot be moved: " + why));
        leftOut.forEach((type, count) -> inventory.note(count + " records of type " + type + " are left out: "
                + (type.equals(ASSOCIATION)
                        ? "how the topic writes associations is not documented; import with --from to take them along"
                        : "Signet does not have such things")));
        return inventory;
    }

    private JsonNode json(String text, String line) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw wrong("its key or value is not JSON", line);
        }
    }

    private <T> T read(JsonNode value, Class<T> type, String line) {
        Answer<T> answer = RestJson.read(value.toString().getBytes(StandardCharsets.UTF_8), type);
        if (answer instanceof Answer.Refused<T> refused) {
            throw wrong(refused.refusal().message(), line);
        }
        return answer.asOptional().orElseThrow();
    }

    private UnreadableInput wrong(String why, String line) {
        return new UnreadableInput(name + ", line " + number + " cannot be read: " + why + ". It begins: "
                + Shown.start(line.getBytes(StandardCharsets.UTF_8), SHOWN));
    }
}
