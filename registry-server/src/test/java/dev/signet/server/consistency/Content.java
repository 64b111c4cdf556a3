package dev.signet.server.consistency;

import java.util.List;

/** A schema of the workload, with what the checker must know about it; two are the same if their texts are. */
sealed interface Content {
    /** As the server prints it. */
    String text();

    /**
     * A schema that others refer to. Kinds do not promote to each other, and the strict field has no default, so two
     * such schemas get along in both directions exactly if they agree on both.
     *
     * @param kind the type of a field that all have
     * @param strict whether there is a field that must be given
     * @param mark makes one text of many that get along
     */
    record Part(String kind, boolean strict, int mark) implements Content {
        static final List<String> KINDS = List.of("int", "boolean", "string");

        @Override
        public String text() {
            String first = "{\"name\":\"kind\",\"type\":\"" + kind + "\"}";
            String second = strict ? ",{\"name\":\"strict\",\"type\":\"int\"}" : "";
            return "{\"type\":\"record\",\"name\":\"Part\",\"fields\":[" + first + second + ",{\"name\":\"mark" + mark
                    + "\",\"type\":\"int\",\"default\":0}]}";
        }

        boolean reads(Part writer) {
            return kind.equals(writer.kind) && (!strict || writer.strict);
        }
    }

    /**
     * A schema with a field of a type that another subject defines.
     *
     * @param subject the other subject
     * @param version the version of it
     */
    record Whole(String subject, int version) implements Content {
        @Override
        public String text() {
            return "{\"type\":\"record\",\"name\":\"Whole_" + subject + "_" + version
                    + "\",\"fields\":[{\"name\":\"part\",\"type\":\"Part\"}]}";
        }
    }
}
