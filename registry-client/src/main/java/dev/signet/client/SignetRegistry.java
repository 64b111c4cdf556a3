package dev.signet.client;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.rest.ChangeSetReply;
import java.util.List;
import java.util.Optional;

/**
 * What Signet's registry can do beyond the contract that all registries share. Another registry refuses all of it with
 * {@link dev.signet.schema.ErrorCode#NOT_FOUND}. Faults and thread-safety are as in {@link SchemaRegistry}.
 */
public interface SignetRegistry extends BrokerReports {
    /** The release of the registry's program; other registries tell theirs, too. */
    Answer<String> release();

    /** Brings a soft-deleted version back under its number and id; a live one stays as it is. */
    Answer<Version> undelete(Subject subject, Version version, Check check);

    /** Brings a soft-deleted subject back and says which versions came; none if it is live. */
    Answer<List<Version>> undelete(Subject subject, Check check);

    /** The subjects whose name starts with the prefix, with what is in force for each. */
    Answer<List<SubjectSummary>> summaries(String prefix);

    /**
     * The latest versions that fit a text, the first ones by subject.
     *
     * @param text words of names, fields and docs, a part of a subject, an id or a GUID
     * @param in where to look, such as {@code field,doc}; everywhere if empty
     */
    Answer<SearchResult> search(String text, String in);

    /**
     * Judges many changes as one set, or writes them all or none. A set of which something is refused is an answer, too:
     * it says what, and that nothing was applied.
     *
     * @param body the changes as JSON, {@code {"changes": [...]}}; what is no such thing is refused
     */
    Answer<ChangeSetReply> changes(byte[] body, Applying applying);

    /**
     * What the registry holds, from one moment, as far as the selection reaches; its header and its end are left out.
     */
    Answer<List<ExportItem>> export(ExportSelection selection);

    /**
     * What differs between two versions of a subject, and who can read whom.
     *
     * @param from the older version; the one before the newer one if empty
     * @param to the newer version
     */
    Answer<SchemaComparison> diff(Subject subject, Optional<VersionSelector> from, VersionSelector to);

    /** The same for any two schemas; a text need not be registered, but what it refers to. */
    Answer<SchemaComparison> diff(DiffSide from, DiffSide to);

    /** The latest versions that depend on a subject over references, by subject. */
    Answer<Impact> impact(Subject subject, Page page);

    /** What would become of them, were this the subject's next schema. */
    Answer<Impact> impact(Subject subject, SchemaText schema, Normalize normalize, Page page);

    @Override
    void close();

    /**
     * A part of a list.
     *
     * @param offset how many are left out before it
     * @param limit the most that it has; below 0: as many as the registry lists at a time
     */
    record Page(int offset, int limit) {
        public static final Page FIRST = new Page(0, -1);

        public Page {
            if (offset < 0) {
                throw new IllegalArgumentException("an offset is 0 or more, got " + offset);
            }
        }
    }

    /** One of two schemas that are compared. */
    sealed interface DiffSide {
        /** A text. */
        record Text(SchemaText schema) implements DiffSide {}

        /** A version of a subject. */
        record SubjectVersion(Subject subject, VersionSelector version) implements DiffSide {}

        /** What an id of the default context is bound to. */
        record Id(SchemaId id) implements DiffSide {}
    }

    /** What becomes of a change set that is accepted. */
    enum Applying {
        DRY_RUN,
        ALL_OR_NONE
    }

    /** Whether versions that come back must be compatible. */
    enum Check {
        ENFORCED,
        SKIPPED
    }

    /**
     * A subject at a glance.
     *
     * @param subject the subject
     * @param version its latest version
     * @param id the id of that version
     * @param level the compatibility level in force
     * @param levelInherited whether that is set elsewhere than on the subject
     * @param mode the mode in force
     * @param modeInherited whether that is set elsewhere than on the subject
     */
    record SubjectSummary(
            Subject subject,
            Version version,
            SchemaId id,
            CompatibilityLevel level,
            boolean levelInherited,
            Mode mode,
            boolean modeInherited) {}

    /**
     * What a search has found.
     *
     * @param hits the versions
     * @param pending how many schemas the registry could not look at yet; the next search goes on with them
     */
    record SearchResult(List<Hit> hits, int pending) {
        public SearchResult {
            hits = List.copyOf(hits);
        }
    }

    /**
     * A version that was found.
     *
     * @param subject the subject
     * @param version its number
     * @param id its schema id
     * @param matches by what it was found, the first few
     */
    record Hit(Subject subject, Version version, SchemaId id, List<Match> matches) {
        public Hit {
            matches = List.copyOf(matches);
        }
    }

    /**
     * A part of a version that fits.
     *
     * @param in where it stands: subject, id, name, field or doc
     * @param text the name, or the beginning of the doc
     */
    record Match(String in, String text) {}

    /**
     * Who depends on a subject.
     *
     * @param subject the subject
     * @param outcome what becomes of all of them; empty if nobody was judged
     * @param dependents the first of them
     * @param total how many there are
     * @param complete whether the registry followed all references
     */
    record Impact(Subject subject, Optional<Outcome> outcome, List<Dependent> dependents, int total, boolean complete) {
        public Impact {
            dependents = List.copyOf(dependents);
        }
    }

    /** What a change does to somebody. */
    enum Outcome {
        COMPATIBLE,
        INCOMPATIBLE,
        /** The text is no schema any more. */
        INVALID,
        /** Nobody can say within the work that the registry does for one request. */
        UNDECIDED
    }

    /**
     * A version that depends on a subject.
     *
     * @param subject its subject
     * @param version its number
     * @param id its schema id
     * @param path the references that lead from it to the subject
     * @param judgement what becomes of it; empty if nobody was judged
     */
    record Dependent(
            Subject subject, Version version, SchemaId id, List<SchemaReference> path, Optional<Judgement> judgement) {
        public Dependent {
            path = List.copyOf(path);
        }
    }

    /**
     * What becomes of a dependent.
     *
     * @param level the compatibility level in force for it
     * @param outcome what becomes of it
     * @param message why it is invalid or undecided; empty otherwise
     * @param differences why it is incompatible
     * @param warnings what its author should know although it is compatible
     */
    record Judgement(
            CompatibilityLevel level,
            Outcome outcome,
            String message,
            List<Difference> differences,
            List<Difference> warnings) {
        public Judgement {
            differences = List.copyOf(differences);
            warnings = List.copyOf(warnings);
        }
    }
}
