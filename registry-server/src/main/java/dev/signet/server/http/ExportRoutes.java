package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.export.Texts;
import dev.signet.server.registry.Export;
import java.util.Arrays;
import java.util.List;

/** {@code /export}: everything in one sorted stream, a JSON object a line. */
final class ExportRoutes {
    private final Export export;

    ExportRoutes(Export export) {
        this.export = export;
    }

    void addTo(Routes routes) {
        routes.getStreamed("/export", this::answer);
    }

    private Answer<?> answer(Call call, StreamedRoute.Body body) {
        return selection(call).then(selection -> {
            ExportStream stream = new ExportStream(body, new ExportItem.Header(selection));
            return export.tell(selection, stream).map(told -> {
                stream.end();
                return told;
            });
        });
    }

    private static Answer<ExportSelection> selection(Call call) {
        List<SubjectGlob> subjects =
                call.queries("subject").stream().map(SubjectGlob::new).toList();
        Revisions revisions =
                call.query("revisions").filter("false"::equalsIgnoreCase).isPresent()
                        ? Revisions.LEFT_OUT
                        : Revisions.INCLUDED;
        String texts = call.query("texts").orElse(Texts.ALL.name());
        return Answer.ofOptional(
                        Texts.named(texts),
                        ErrorCode.MALFORMED_REQUEST.refusal("The query 'texts' must be one of %s, got '%s'"
                                .formatted(Arrays.toString(Texts.values()), texts)))
                .map(choice -> new ExportSelection(subjects, choice, revisions));
    }
}
