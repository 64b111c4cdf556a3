package dev.signet.schema.export;

import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.ReferenceJson;
import dev.signet.schema.rest.RuleSetJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills in the fields of one line; what is not filled in is left out. */
final class LineFields {
    private @Nullable Integer format;
    private @Nullable List<String> subjects;
    private @Nullable String texts;
    private @Nullable String revisions;
    private @Nullable String context;
    private @Nullable String subject;
    private @Nullable Integer version;
    private @Nullable Integer id;
    private @Nullable String guid;
    private @Nullable String state;
    private @Nullable Long revision;
    private ScopeSettings settings = ScopeSettings.NONE;
    private @Nullable String schemaType;
    private @Nullable List<ReferenceJson> references;
    private @Nullable MetadataJson metadata;
    private @Nullable RuleSetJson ruleSet;
    private @Nullable String schema;
    private ExportItem.@Nullable OfAssociation association;
    private @Nullable Long items;

    ExportLine header(String item, int number, ExportSelection selection) {
        format = number;
        subjects = selection.subjects().stream().map(SubjectGlob::pattern).toList();
        texts = selection.texts().name();
        revisions = selection.revisions().name();
        return line(item);
    }

    ExportLine scope(
            String item, @Nullable String ofContext, @Nullable String ofSubject, OptionalLong at, ScopeSettings said) {
        context = ofContext;
        subject = ofSubject;
        revision = at.isPresent() ? at.getAsLong() : null;
        settings = said;
        return line(item);
    }

    ExportLine id(String item, ExportItem.OfId of) {
        context = of.context().name();
        id = of.id().value();
        guid = of.guid().toString();
        of.schema().ifPresent(this::schema);
        return line(item);
    }

    ExportLine version(String item, ExportItem.OfVersion of) {
        subject = of.subject().qualified();
        version = of.version().number();
        id = of.id().value();
        guid = of.guid().toString();
        state = of.state().name();
        schema(of.schema());
        return line(item);
    }

    ExportLine association(String item, ExportItem.OfAssociation of) {
        subject = of.subject().qualified();
        association = of;
        return line(item);
    }

    private void schema(SchemaText said) {
        schemaType = said.type().name();
        references = ReferenceJson.of(said.references());
        metadata = MetadataJson.of(said.metadata());
        ruleSet = RuleSetJson.of(said.ruleSet());
        schema = said.text();
    }

    ExportLine end(String item, long count) {
        items = count;
        return line(item);
    }

    private ExportLine line(String item) {
        return new ExportLine(
                item,
                format,
                subjects,
                texts,
                revisions,
                context,
                subject,
                version,
                id,
                guid,
                state,
                revision,
                name(settings.mode()),
                name(settings.modeInForce()),
                orNull(settings.config()),
                orNull(settings.configInForce()),
                schemaType,
                references,
                metadata,
                ruleSet,
                schema,
                resource(ExportItem.Resource::type),
                resource(ExportItem.Resource::namespace),
                resource(ExportItem.Resource::name),
                resource(ExportItem.Resource::id),
                association == null ? null : association.type(),
                association == null ? null : association.lifecycle(),
                association == null ? null : association.frozen(),
                items);
    }

    private @Nullable String resource(Function<ExportItem.Resource, String> part) {
        return association == null ? null : part.apply(association.resource());
    }

    private static @Nullable String name(Optional<Mode> mode) {
        return mode.map(Mode::name).orElse(null);
    }

    private static @Nullable ConfigReply orNull(Optional<ConfigReply> config) {
        return config.orElse(null);
    }
}
