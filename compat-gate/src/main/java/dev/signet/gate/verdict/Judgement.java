package dev.signet.gate.verdict;

import dev.signet.gate.files.SchemaFile;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.format.ParsedSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one baseline says about one file.
 *
 * @param file the file
 * @param subject the subject that it goes to, the one behind an alias
 * @param outcome the verdict
 * @param level the level in force, if it is known
 * @param version the version that the schema is or would be, if it gets in
 * @param message why it is refused, where differences do not say it; empty otherwise
 * @param differences why it is incompatible
 * @param warnings what its author should know although it is compatible
 * @param schemas what was compared
 */
public record Judgement(
        SchemaFile file,
        Subject subject,
        Outcome outcome,
        Optional<CompatibilityLevel> level,
        Optional<Version> version,
        String message,
        List<Difference> differences,
        List<Difference> warnings,
        Schemas schemas) {
    public Judgement {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /**
     * What was compared.
     *
     * @param candidate the file's schema; empty if it is none
     * @param latest the newest live version before it
     * @param earlier the versions that differences are about
     * @param comparison what became of the newest version, and who can read whom
     * @param hash the SHA-256 of the schema's canonical text, by which waivers know it; empty if it is no schema
     */
    public record Schemas(
            Optional<ParsedSchema> candidate,
            Optional<ParsedSchema> latest,
            Map<Version, ParsedSchema> earlier,
            Optional<SchemaComparison> comparison,
            String hash) {
        /** Nothing is known. */
        public static final Schemas NONE =
                new Schemas(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), "");

        public Schemas {
            earlier = Map.copyOf(earlier);
        }
    }

    /** The same with another verdict and its reason in words. */
    public Judgement withOutcome(Outcome other, String reason) {
        return new Judgement(file, subject, other, level, version, reason, List.of(), List.of(), schemas);
    }

    /** The same for a file whose types others define that are refused; what is wrong with it besides stays. */
    Judgement blocked(String reason) {
        return new Judgement(
                file,
                subject,
                Outcome.BLOCKED,
                level,
                Optional.empty(),
                message.isEmpty() ? reason : reason + " " + message,
                differences,
                List.of(),
                schemas);
    }

    /** The same with reasons. */
    Judgement because(List<Difference> broken, List<Difference> doubts) {
        return new Judgement(file, subject, outcome, level, version, message, broken, doubts, schemas);
    }
}
