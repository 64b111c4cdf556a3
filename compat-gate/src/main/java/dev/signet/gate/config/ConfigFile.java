package dev.signet.gate.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signet.gate.files.PathGlob;
import dev.signet.gate.files.SchemaTree.Selection;
import dev.signet.gate.files.SubjectNaming;
import dev.signet.gate.files.SubjectNaming.Template;
import dev.signet.schema.Answer;
import dev.signet.schema.Subject;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.settings.ConfigSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code signet.yaml} and the file of waivers. Every word in them must be known. */
public final class ConfigFile {
    /** What the file is called beside the schemas. */
    public static final String NAME = "signet.yaml";

    /** What the file of waivers is called beside it. */
    public static final String WAIVERS = "signet-waivers.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private ConfigFile() {}

    /** What came of reading. */
    public sealed interface Result<T> {
        record Read<T>(T value) implements Result<T> {}

        record Unreadable<T>(String message) implements Result<T> {}
    }

    /** The file of that name in a folder, else where the gate was called; empty if there is none. */
    public static Optional<Path> beside(Path folder, String name) {
        return Stream.of(folder.resolve(name), Path.of(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private record Document(
            @Nullable FilesPart files,
            @Nullable String subject,
            @Nullable List<SubjectPart> subjects,
            @Nullable ConfigPart config,
            @Nullable List<MetadataPart> metadata,
            @Nullable List<SeverityPart> severity) {}

    private record FilesPart(
            @Nullable List<String> include, @Nullable List<String> exclude) {}

    private record SubjectPart(String files, String subject) {}

    private record ConfigPart(
            @Nullable ConfigReply all, @Nullable List<SubjectConfig> subjects) {}

    private record SubjectConfig(String subjects, ConfigReply config) {}

    private record MetadataPart(String subjects, MetadataJson metadata) {}

    private record SeverityPart(String rule, @Nullable String subjects, Severity severity) {}

    private record Waivers(List<WaiverPart> waivers) {}

    private record WaiverPart(
            @Nullable String subject,
            @Nullable String schema,
            @Nullable String rule,
            @Nullable String reason,
            @Nullable String expires,
            @Nullable String approver) {}

    /** Reads {@code signet.yaml}, without the waivers. */
    public static Result<GateConfig> read(Path file) {
        try {
            Document document = YAML.readValue(Files.readString(file), Document.class);
            return new Result.Read<>(document == null ? GateConfig.DEFAULT : config(document));
        } catch (IOException | IllegalArgumentException wrong) {
            return new Result.Unreadable<>(message(file, wrong));
        }
    }

    /** Reads a file of waivers. */
    public static Result<List<Waiver>> readWaivers(Path file) {
        try {
            Waivers document = YAML.readValue(Files.readString(file), Waivers.class);
            List<Waiver> waivers = new ArrayList<>();
            if (document != null) {
                document.waivers().forEach(part -> waivers.add(waiver(part, waivers.size() + 1)));
            }
            return new Result.Read<>(waivers);
        } catch (IOException | IllegalArgumentException wrong) {
            return new Result.Unreadable<>(message(file, wrong));
        }
    }

    private static GateConfig config(Document document) {
        return new GateConfig(
                selection(Optional.ofNullable(document.files())),
                naming(document),
                settings(Optional.ofNullable(document.config())),
                new SubjectMetadata(list(document.metadata()).stream()
                        .map(part -> new SubjectMetadata.Entry(
                                new SubjectGlob(part.subjects()),
                                part.metadata().metadata()))
                        .toList()),
                new SeverityPolicy(list(document.severity()).stream()
                        .map(part -> new SeverityPolicy.Entry(
                                part.rule(),
                                new SubjectGlob(part.subjects() == null ? "*" : part.subjects()),
                                part.severity()))
                        .toList()),
                List.of());
    }

    private static Selection selection(Optional<FilesPart> files) {
        List<PathGlob> included = globs(files.map(FilesPart::include));
        return new Selection(
                included.isEmpty() ? List.of(PathGlob.ALL) : included, globs(files.map(FilesPart::exclude)));
    }

    private static List<PathGlob> globs(Optional<List<String>> patterns) {
        return patterns.orElse(List.of()).stream().map(PathGlob::new).toList();
    }

    private static SubjectNaming naming(Document document) {
        List<Template> templates = new ArrayList<>();
        list(document.subjects())
                .forEach(part -> templates.add(new Template(new PathGlob(part.files()), part.subject())));
        templates.add(new Template(PathGlob.ALL, document.subject() == null ? "{record}" : document.subject()));
        return new SubjectNaming(templates);
    }

    private static CommittedSettings settings(Optional<ConfigPart> config) {
        return config.map(part -> new CommittedSettings(
                        Optional.ofNullable(part.all()).map(ConfigFile::settings),
                        list(part.subjects()).stream()
                                .map(of -> new CommittedSettings.Entry(
                                        new SubjectGlob(of.subjects()), settings(of.config())))
                                .toList()))
                .orElse(CommittedSettings.NONE);
    }

    private static ConfigSettings settings(ConfigReply config) {
        Answer<ConfigSettings> settings = config.settings();
        if (settings instanceof Answer.Refused<ConfigSettings> refused) {
            throw new IllegalArgumentException(refused.refusal().message());
        }
        return settings.asOptional().orElseThrow();
    }

    private static Waiver waiver(WaiverPart part, int number) {
        String schema = need(part.schema(), "schema", number).toLowerCase(Locale.ROOT);
        if (schema.length() < Waiver.SHORTEST) {
            throw new IllegalArgumentException("waiver %d: 'schema' must have at least %d characters of the hash"
                    .formatted(number, Waiver.SHORTEST));
        }
        String expires = need(part.expires(), "expires", number);
        try {
            return new Waiver(
                    Subject.parse(need(part.subject(), "subject", number)),
                    schema,
                    need(part.rule(), "rule", number),
                    need(part.reason(), "reason", number),
                    LocalDate.parse(expires),
                    need(part.approver(), "approver", number));
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException(
                    "waiver %d: 'expires' is '%s', and must be a day such as 2027-01-31".formatted(number, expires),
                    noDate);
        }
    }

    private static String need(@Nullable String value, String field, int number) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("waiver %d: '%s' is missing".formatted(number, field));
        }
        return value;
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static String message(Path file, Exception wrong) {
        if (wrong instanceof JacksonException yaml) {
            JsonLocation at = yaml.getLocation();
            String where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            String place = yaml instanceof JsonMappingException mapping
                            && !mapping.getPathReference().isEmpty()
                    ? " ("
                            + mapping.getPath().stream()
                                    .map(step -> step.getFieldName() == null
                                            ? "[" + step.getIndex() + "]"
                                            : step.getFieldName())
                                    .reduce((left, right) -> left + "." + right)
                                    .orElse("")
                            + ")"
                    : "";
            return file + where + ": " + firstLine(yaml.getOriginalMessage()) + place;
        }
        return wrong instanceof IOException ? "cannot read " + file : file + ": " + wrong.getMessage();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
