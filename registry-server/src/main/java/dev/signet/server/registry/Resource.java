package dev.signet.server.registry;

import dev.signet.schema.UnicodeText;

/**
 * What is associated with subjects: a topic.
 *
 * @param id its id, unique in all namespaces
 * @param namespace where its name is unique, such as the id of a cluster
 * @param name its name
 * @param type what it is
 */
public record Resource(String id, String namespace, String name, String type) {
    /** The only type that there is. */
    public static final String TOPIC = "topic";

    /** Longest id, namespace and name, in UTF-16 units. */
    static final int MOST = 256;

    boolean isValid() {
        return type.equals(TOPIC) && isValid(id) && isValid(namespace) && isValid(name);
    }

    private static boolean isValid(String text) {
        return !text.isEmpty() && text.length() <= MOST && UnicodeText.isWellFormed(text);
    }

    /** Whether both are one resource, by id or by name. */
    boolean isSameAs(Resource other) {
        return type.equals(other.type)
                && (id.equals(other.id) || namespace.equals(other.namespace) && name.equals(other.name));
    }

    @Override
    public String toString() {
        return type + " " + namespace + "/" + name + " (" + id + ")";
    }
}
