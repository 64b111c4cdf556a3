package dev.signet.serde.codec;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import java.util.Map;

/** How a writer comes to the schema id that its records carry. */
public sealed interface SchemaChoice {
    /** Whether a schema that the registry names must be able to read data of the datum's own schema. */
    enum Fit {
        CHECKED,
        UNCHECKED
    }

    /** Registers the datum's schema under the subject. */
    record Register() implements SchemaChoice {}

    /** Writes with the schema of this id. */
    record UseId(SchemaId id, Fit fit) implements SchemaChoice {}

    /** Writes with the schema of this GUID. */
    record UseGuid(SchemaGuid guid, Fit fit) implements SchemaChoice {}

    /** Writes with the subject's latest version. */
    record UseLatest(Fit fit) implements SchemaChoice {}

    /**
     * Writes with the subject's highest version whose metadata have these properties.
     *
     * @param properties at least one
     */
    record UseLatestWith(Map<String, String> properties, Fit fit) implements SchemaChoice {
        public UseLatestWith {
            properties = Map.copyOf(properties);
        }
    }

    /** Finds the datum's schema under the subject. */
    record LookUp() implements SchemaChoice {}
}
