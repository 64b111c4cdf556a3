package dev.signet.gate.history;

import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.SchemaFile;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.registration.SubmittedSchema;
import dev.signet.schema.registration.SubmittedSchema.Spelling;
import dev.signet.schema.settings.Aliases;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Inherited;
import dev.signet.schema.settings.SettingsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads files as registration would, on the versions that are there. Confined to one thread. */
public final class Candidates {
    private final Histories histories;
    private final SettingsView settings;
    private final ConfigResolution resolution;
    private final Wishes wishes;

    /**
     * A reader.
     *
     * @param settings what is set on subjects and contexts
     * @param defaultLevel the level where none is set
     * @param wishes what is sent beside the texts
     */
    public Candidates(Histories histories, SettingsView settings, CompatibilityLevel defaultLevel, Wishes wishes) {
        this.histories = histories;
        this.settings = settings;
        this.resolution = new ConfigResolution(defaultLevel);
        this.wishes = wishes;
    }

    /** The subject that a file's schema goes to, which is another one if its own is an alias. */
    public Subject actual(SchemaFile file) {
        return Aliases.behind(settings, file.subject());
    }

    /** What is in force for a subject. */
    public ConfigSettings config(Subject actual) {
        return resolution.config(settings, actual);
    }

    /** What may be written to a subject. */
    public Mode mode(Subject actual) {
        return ConfigResolution.mode(settings, actual);
    }

    /** The schema of a file, with what it inherits, and with its references bound to the latest versions. */
    public SubmittedSchema.Result read(SchemaFile file) {
        Subject actual = actual(file);
        SchemaText pinned = SchemaText.avro(file.text(), references(file))
                .withMetadata(wishes.metadata().of(file.subject()));
        SchemaText complete = mode(actual).imports() ? pinned : completed(actual, pinned);
        boolean normalized = !mode(actual).imports()
                && (wishes.spelling() == Spelling.NORMALIZED
                        || config(actual).normalize().orElse(false));
        SchemaFormat format = histories.format(complete).orElseThrow();
        return SubmittedSchema.read(
                format,
                complete,
                normalized ? Spelling.NORMALIZED : Spelling.CANONICAL,
                histories.dependencies(complete.references(), actual.context()));
    }

    private SchemaText completed(Subject actual, SchemaText pinned) {
        ConfigSettings config = config(actual);
        Optional<SchemaText> latest = histories.latest(actual).map(StoredVersion::text);
        return pinned.withMetadata(Inherited.metadata(pinned.metadata(), latest.flatMap(SchemaText::metadata), config))
                .withRuleSet(Inherited.ruleSet(pinned.ruleSet(), latest.flatMap(SchemaText::ruleSet), config));
    }

    private List<SchemaReference> references(SchemaFile file) {
        List<SchemaReference> references = new ArrayList<>();
        for (SchemaFile need : file.needs()) {
            Subject target = actual(need);
            histories
                    .latest(target)
                    .ifPresent(latest -> references.add(new SchemaReference(
                            need.type(), target.qualified(), latest.version().number())));
        }
        return references;
    }

    /** The live version that a schema already is: the one of the same content, else the newest spelled otherwise. */
    public Optional<StoredVersion> existing(Subject actual, SubmittedSchema schema) {
        List<StoredVersion> live = histories.newestFirst(actual);
        Optional<StoredVersion> same = live.stream()
                .filter(version -> version.guid().equals(schema.canonical().guid()))
                .findFirst();
        return same.isPresent()
                ? same
                : live.stream()
                        .filter(version -> schema.isSpelledOtherwiseIn(version.text(), histories.parsed(version)))
                        .findFirst();
    }
}
