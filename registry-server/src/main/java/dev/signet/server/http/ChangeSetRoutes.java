package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.rest.ChangeRequest;
import dev.signet.schema.rest.ChangeSetStream;
import dev.signet.server.registry.ChangeSet;
import dev.signet.server.registry.ChangeSetReport;
import dev.signet.server.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** {@code /signet/v1/changes}: many changes as one. */
final class ChangeSetRoutes {
    /** Its body is read by the route itself. */
    static final String PATH = CatalogRoutes.PREFIX + "/changes";

    /** A header has its limits. */
    private static final int MOST_WARNINGS = 8;

    private final Registry registry;
    private final ChangeSetDoor door;

    ChangeSetRoutes(Registry registry, ChangeSetDoor door) {
        this.registry = registry;
        this.door = door;
    }

    void addTo(Routes routes) {
        routes.post(PATH, this::answer);
    }

    private record Sent(ChangeSet set, Optional<String> cursor) {}

    private Answer<Reply> answer(Call call) {
        Answer<Reply> answer = dryRun(call)
                .then(dryRun -> call.stream(body -> door.pass(
                        body,
                        open -> sent(call, open)
                                .then(sent -> dryRun ? registry.judge(sent.set()) : apply(call, sent))
                                .map(report -> ChangeSetBodies.reply(report, dryRun)))));
        if (answer instanceof Answer.Refused<Reply> refused && refused.refusal().code() == ErrorCode.OVERLOADED) {
            call.askAgainSoon();
        }
        return answer;
    }

    private Answer<ChangeSetReport> apply(Call call, Sent sent) {
        return registry.apply(call.caller(), sent.set(), sent.cursor());
    }

    /** Nothing is written unless somebody says so. */
    private static Answer<Boolean> dryRun(Call call) {
        String written = call.query("dryRun").orElse("true");
        return switch (written) {
            case "true" -> Answer.done(true);
            case "false" -> Answer.done(false);
            default ->
                ErrorCode.MALFORMED_REQUEST.refused("The query 'dryRun' must be true or false, got '" + written + "'");
        };
    }

    private Answer<Sent> sent(Call call, InputStream body) {
        List<ChangeSet.Item> items = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            return ChangeSetStream.read(body, (change, unknown) -> {
                        warnings.addAll(ChangeSetBodies.warnings(items.size(), change, unknown));
                        warnings.subList(Math.min(warnings.size(), MOST_WARNINGS), warnings.size())
                                .clear();
                        return take(call, items, change);
                    })
                    .map(cursor -> new Sent(new ChangeSet(items), cursor));
        } catch (ChangeSetBody.Refused tooMuch) {
            return tooMuch.refusal().answer();
        } catch (IOException broken) {
            return broken.getCause() instanceof TimeoutException
                    ? ErrorCode.REQUEST_TIMEOUT.refused("The request body did not arrive in time")
                    : ErrorCode.MALFORMED_REQUEST.refused("The request body is not valid HTTP, or ended early");
        } finally {
            call.warn(warnings);
        }
    }

    private Optional<Refusal> take(Call call, List<ChangeSet.Item> items, ChangeRequest change) {
        Answer<ChangeSet.Item> item = ChangeSetBodies.item(call.home(), items.size(), change);
        item.asOptional().ifPresent(items::add);
        return item instanceof Answer.Refused<ChangeSet.Item> refused
                ? Optional.of(refused.refusal())
                : registry.changeSetLimits().refusal(items.size());
    }
}
