package dev.signet.server.http;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.Resource;
import dev.signet.server.registry.SubjectSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes an export as it is told. The reply begins with the first item, so that a store that fails can still say so. */
final class ExportStream implements Export.Listener {
    private static final int BUFFER = 64 * 1024;

    private final StreamedRoute.Body body;
    private final ExportItem.Header header;
    private @Nullable OutputStream out;
    private long items;

    ExportStream(StreamedRoute.Body body, ExportItem.Header header) {
        this.body = body;
        this.header = header;
    }

    @Override
    public void context(Export.ScopeState state) {
        item(new ExportItem.OfContext(state.named().context(), revision(state), settings(state)));
    }

    @Override
    public void id(ContextId id, SchemaGuid guid, Optional<SchemaText> schema) {
        item(new ExportItem.OfId(id.context(), id.id(), guid, schema));
    }

    @Override
    public void subject(Export.ScopeState state) {
        item(new ExportItem.OfSubject(state.named(), revision(state), settings(state)));
    }

    @Override
    public void version(SubjectSchema version) {
        item(new ExportItem.OfVersion(
                version.subject(),
                version.version(),
                version.id(),
                version.guid(),
                version.deleted() ? ExportItem.State.DELETED : ExportItem.State.LIVE,
                version.schema()));
    }

    @Override
    public void association(Association association) {
        Resource resource = association.resource();
        item(new ExportItem.OfAssociation(
                association.subject(),
                new ExportItem.Resource(resource.type(), resource.namespace(), resource.name(), resource.id()),
                association.type().written(),
                association.lifecycle().name(),
                association.frozen()));
    }

    /** Ends the stream; without this it counts as cut. */
    void end() {
        write(new ExportItem.End(items));
        try {
            begun().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private OptionalLong revision(Export.ScopeState state) {
        return header.selection().revisions() == Revisions.INCLUDED
                ? OptionalLong.of(state.revision())
                : OptionalLong.empty();
    }

    private static ScopeSettings settings(Export.ScopeState state) {
        return new ScopeSettings(
                state.config().map(ConfigBodies::shown),
                Optional.of(ConfigBodies.shown(state.configInForce())),
                state.mode(),
                Optional.of(state.modeInForce()));
    }

    private void item(ExportItem item) {
        write(item);
        items++;
    }

    private void write(ExportItem item) {
        try {
            OutputStream stream = begun();
            stream.write(ExportFormat.line(item));
            stream.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private OutputStream begun() throws IOException {
        OutputStream stream = out;
        if (stream == null) {
            stream = new BufferedOutputStream(body.begin(ExportFormat.MEDIA_TYPE), BUFFER);
            out = stream;
            stream.write(ExportFormat.line(header));
            stream.write('\n');
        }
        return stream;
    }
}
