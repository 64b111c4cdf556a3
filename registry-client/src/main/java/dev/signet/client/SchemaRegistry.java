package dev.signet.client;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.Difference;
import java.util.List;
import java.util.Map;

/**
 * A schema registry, as its clients see it. What the registry refuses (not found, incompatible, read-only) is an
 * {@link Answer.Refused}; a registry that cannot be reached or that fails is a {@link RegistryUnavailableException}.
 * Implementations are safe for concurrent use.
 */
public interface SchemaRegistry extends AutoCloseable {
    /** Stores a schema as the next version of its subject, or finds it there. */
    Answer<RegisteredSchema> register(Subject subject, SchemaText schema, Normalize normalize);

    /** Finds a schema among the live versions of its subject. */
    Answer<RegisteredSchema> lookup(Subject subject, SchemaText schema, Normalize normalize);

    /** The schema that an id is bound to. */
    Answer<StoredSchema> schema(Context context, SchemaId id);

    /** The schema that a GUID is bound to. */
    Answer<StoredSchema> schema(SchemaGuid guid);

    /** The live version that the selector names. */
    Answer<RegisteredSchema> version(Subject subject, VersionSelector selector);

    /**
     * The highest live version whose metadata have all of these properties.
     *
     * @param properties at least one
     */
    Answer<RegisteredSchema> version(Subject subject, Map<String, String> properties);

    /**
     * The subjects that a topic is associated with for its keys or values; none if the registry knows nothing of
     * associations.
     *
     * @param cluster the namespace of the topic's name, or {@code -} for any
     */
    Answer<List<Subject>> associated(String cluster, String topic, RecordPart part);

    /** The live versions of a subject, ascending. */
    Answer<List<Version>> versions(Subject subject);

    /** The subjects whose name starts with the prefix, across all contexts unless the prefix names one. */
    Answer<List<Subject>> subjects(String prefix);

    /** The live versions that use an id. */
    default Answer<List<SubjectVersion>> uses(Context context, SchemaId id) {
        return uses(context, id, Deleted.EXCLUDED);
    }

    /**
     * The versions that use an id, the last one of each subject; none if the id is there and no such version.
     *
     * @param deleted whether soft-deleted versions count
     */
    Answer<List<SubjectVersion>> uses(Context context, SchemaId id, Deleted deleted);

    /** The ids that a content has, by context; none if it is not known. */
    Answer<List<ContextId>> ids(SchemaGuid guid);

    /** Whether a schema may be registered now, and every reason if not. */
    Answer<CompatibilityReport> check(Subject subject, SchemaText schema, Normalize normalize);

    @Override
    void close();

    /** The part of a topic's records that a schema is for. */
    enum RecordPart {
        KEY,
        VALUE
    }

    /** Whether a question is about soft-deleted versions, too. */
    enum Deleted {
        INCLUDED,
        EXCLUDED
    }

    /** Whether the registry rewrites the text to its normalised form before it compares and stores it. */
    enum Normalize {
        YES,
        NO
    }

    /**
     * A version of a subject.
     *
     * @param subject the subject
     * @param version its number
     */
    record SubjectVersion(Subject subject, Version version) {}

    /**
     * A schema id and where it counts.
     *
     * @param context the context
     * @param id the id
     */
    record ContextId(Context context, SchemaId id) {}

    /**
     * A schema bound to an id or GUID.
     *
     * @param guid its content's name
     * @param schema text, references, metadata and rules
     */
    record StoredSchema(SchemaGuid guid, SchemaText schema) {}

    /**
     * A version of a subject, with its schema.
     *
     * @param subject the subject
     * @param version its number
     * @param id the id that records carry
     * @param guid its content's name
     * @param schema text, references, metadata and rules as stored
     */
    record RegisteredSchema(Subject subject, Version version, SchemaId id, SchemaGuid guid, SchemaText schema) {}

    /**
     * The registry's verdict on a schema.
     *
     * @param compatible whether it may be registered
     * @param messages every reason as the registry words it for any client; empty when compatible
     * @param differences every reason as data; empty when compatible, or when the registry does not send them
     * @param warnings what an author should know although the schema may be registered; empty when the registry does
     *     not send them
     */
    record CompatibilityReport(
            boolean compatible, List<String> messages, List<Difference> differences, List<Difference> warnings) {
        public CompatibilityReport {
            messages = List.copyOf(messages);
            differences = List.copyOf(differences);
            warnings = List.copyOf(warnings);
        }

        /** Without warnings. */
        public CompatibilityReport(boolean compatible, List<String> messages, List<Difference> differences) {
            this(compatible, messages, differences, List.of());
        }

        /** The reasons for people: a sentence and what to do, or the registry's own words where there is no more. */
        public List<String> reasons() {
            return differences.isEmpty() ? messages : sentences(differences);
        }

        /** The warnings for people: a sentence and what to do. */
        public List<String> doubts() {
            return sentences(warnings);
        }

        private static List<String> sentences(List<Difference> differences) {
            return differences.stream()
                    .map(each -> each.explanation() + " To fix it: " + each.fix())
                    .toList();
        }
    }
}
