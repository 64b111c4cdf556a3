package dev.signet.schema.format;

import java.util.List;

/**
 * What people look for in a schema, as it is written there.
 *
 * @param names the full names of the types that it defines, the outermost first
 * @param fields the names of its fields, in the order of the text
 * @param docs what is said about types and fields
 */
public record SchemaTerms(List<String> names, List<String> fields, List<String> docs) {
    /** Of a text without any. */
    public static final SchemaTerms NONE = new SchemaTerms(List.of(), List.of(), List.of());

    public SchemaTerms {
        names = List.copyOf(names);
        fields = List.copyOf(fields);
        docs = List.copyOf(docs);
    }
}
