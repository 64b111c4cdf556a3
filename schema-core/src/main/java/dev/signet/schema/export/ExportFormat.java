package dev.signet.schema.export;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.rest.RestJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes and reads the lines of an export. The same item always gives the same bytes. Safe for concurrent use. */
public final class ExportFormat {
    /** The format that this build writes, and the newest that it reads; 1 had no associations. */
    public static final int NUMBER = 2;

    /** What an export is sent as. */
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final String HEADER = "signet-export";
    private static final String CONTEXT = "context";
    private static final String ID = "id";
    private static final String SUBJECT = "subject";
    private static final String VERSION = "version";
    private static final String ASSOCIATION = "association";
    private static final String END = "end";

    private ExportFormat() {}

    /** The line of an item in UTF-8, without a line end. */
    public static byte[] line(ExportItem item) {
        return RestJson.bytes(fields(item));
    }

    private static ExportLine fields(ExportItem item) {
        LineFields line = new LineFields();
        if (item instanceof ExportItem.Header header) {
            return line.header(HEADER, NUMBER, header.selection());
        }
        if (item instanceof ExportItem.OfContext of) {
            return line.scope(CONTEXT, of.context().name(), null, of.revision(), of.settings());
        }
        if (item instanceof ExportItem.OfId of) {
            return line.id(ID, of);
        }
        if (item instanceof ExportItem.OfSubject of) {
            return line.scope(SUBJECT, null, of.subject().qualified(), of.revision(), of.settings());
        }
        if (item instanceof ExportItem.OfVersion of) {
            return line.version(VERSION, of);
        }
        if (item instanceof ExportItem.OfAssociation of) {
            return line.association(ASSOCIATION, of);
        }
        return line.end(END, ((ExportItem.End) item).items());
    }

    /** Reads a line; refused with what is wrong with it. */
    public static Answer<ExportItem> read(byte[] line) {
        return RestJson.read(line, ExportLine.class).then(ExportFormat::item);
    }

    private static Answer<ExportItem> item(ExportLine line) {
        try {
            return switch (line.item() == null ? "" : line.item()) {
                case HEADER -> header(line);
                case CONTEXT ->
                    Answer.done(new ExportItem.OfContext(
                            new Context(need("context", line.context())), revision(line), settings(line)));
                case ID -> line.schemaText().map(schema -> id(line, schema));
                case SUBJECT ->
                    Answer.done(new ExportItem.OfSubject(
                            Subject.parse(need("subject", line.subject())), revision(line), settings(line)));
                case VERSION -> line.schemaText().map(schema -> version(line, schema));
                case ASSOCIATION -> Answer.done(association(line));
                case END -> Answer.done(new ExportItem.End(need("items", line.items())));
                default -> wrong("it is no item of a Signet export");
            };
        } catch (IllegalArgumentException malformed) {
            return wrong(String.valueOf(malformed.getMessage()));
        }
    }

    private static Answer<ExportItem> header(ExportLine line) {
        int format = need("format", line.format());
        if (format < 1 || format > NUMBER) {
            return wrong(
                    "it is written in format %d, and this Signet reads formats up to %d".formatted(format, NUMBER));
        }
        List<SubjectGlob> globs = line.subjects() == null
                ? List.of()
                : line.subjects().stream().map(SubjectGlob::new).toList();
        Texts texts = Texts.named(need("texts", line.texts()))
                .orElseThrow(() -> new IllegalArgumentException("'texts' is " + line.texts()));
        Revisions revisions = Revisions.valueOf(need("revisions", line.revisions()));
        return Answer.done(new ExportItem.Header(new ExportSelection(globs, texts, revisions)));
    }

    private static ExportItem id(ExportLine line, SchemaText schema) {
        return new ExportItem.OfId(
                new Context(need("context", line.context())),
                new SchemaId(need("id", line.id())),
                guid(line),
                schema.text().isEmpty() ? Optional.empty() : Optional.of(schema));
    }

    private static ExportItem version(ExportLine line, SchemaText schema) {
        return new ExportItem.OfVersion(
                Subject.parse(need("subject", line.subject())),
                new Version(need("version", line.version())),
                new SchemaId(need("id", line.id())),
                guid(line),
                ExportItem.State.valueOf(need("state", line.state())),
                schema);
    }

    private static ExportItem association(ExportLine line) {
        return new ExportItem.OfAssociation(
                Subject.parse(need("subject", line.subject())),
                new ExportItem.Resource(
                        need("resourceType", line.resourceType()),
                        need("resourceNamespace", line.resourceNamespace()),
                        need("resourceName", line.resourceName()),
                        need("resourceId", line.resourceId())),
                need("associationType", line.associationType()),
                need("lifecycle", line.lifecycle()),
                need("frozen", line.frozen()));
    }

    private static SchemaGuid guid(ExportLine line) {
        String written = need("guid", line.guid());
        return SchemaGuid.parse(written)
                .orElseThrow(() -> new IllegalArgumentException("'" + written + "' is no GUID"));
    }

    private static OptionalLong revision(ExportLine line) {
        return line.revision() == null ? OptionalLong.empty() : OptionalLong.of(line.revision());
    }

    private static ScopeSettings settings(ExportLine line) {
        return new ScopeSettings(
                Optional.ofNullable(line.config()),
                Optional.ofNullable(line.configInForce()),
                mode(line.mode()),
                mode(line.modeInForce()));
    }

    private static Optional<Mode> mode(@Nullable String name) {
        return Optional.ofNullable(name)
                .map(written -> Mode.named(written)
                        .orElseThrow(() -> new IllegalArgumentException("'" + written + "' is no mode")));
    }

    private static <T> T need(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the field '" + field + "' is missing");
        }
        return value;
    }

    private static Answer<ExportItem> wrong(String why) {
        return ErrorCode.MALFORMED_REQUEST.refused(why);
    }
}
