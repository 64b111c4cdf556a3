package dev.signet.gate.files;

import dev.signet.schema.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with an Avro schema; whether it is a valid one is not known yet.
 *
 * @param path the file, with slashes, below the folder that is checked
 * @param subject what its schema is registered under
 * @param type the full name of the type that it defines; empty if it defines none
 * @param text its text
 * @param needs the files whose types it names, in the order in which it names them
 */
public record SchemaFile(String path, Subject subject, String type, String text, List<SchemaFile> needs) {
    public SchemaFile {
        needs = List.copyOf(needs);
    }

    /** The files that it needs, directly or not, each after those that it needs itself. */
    public List<SchemaFile> allNeeds() {
        Map<String, SchemaFile> all = new LinkedHashMap<>();
        for (SchemaFile need : needs) {
            need.allNeeds().forEach(each -> all.putIfAbsent(each.path(), each));
            all.putIfAbsent(need.path(), need);
        }
        return List.copyOf(all.values());
    }
}
