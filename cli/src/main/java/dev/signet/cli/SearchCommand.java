package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry.Hit;
import dev.signet.client.SignetRegistry.Match;
import dev.signet.client.SignetRegistry.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "Find the latest versions by subject, id, names, fields and docs.")
final class SearchCommand extends RegistryCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "TEXT",
            description = "Words of names, fields or docs ('order id' finds the field orderId), a part of a subject, an"
                    + " id or a GUID.")
    String[] text = {};

    @Option(
            names = "--in",
            paramLabel = "WHERE",
            description = "Only there: subject, id, name, field, doc; several with commas between them.")
    String in = "";

    SearchCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode ask(SchemaRegistry opened) {
        return askSignet(signet -> when(signet.search(String.join(" ", text), in), this::print));
    }

    private ExitCode print(SearchResult result) {
        result.hits().forEach(hit -> {
            if (json.wanted) {
                session.console().json(asJson(hit));
            } else {
                session.console().line(hit.subject() + " version " + hit.version() + ", id " + hit.id());
                hit.matches().forEach(match -> session.console().line("  " + match.in() + ": " + oneLine(match)));
            }
        });
        if (result.pending() > 0) {
            session.console()
                    .say(result.pending() + " schemas were not looked at yet; search again to go on with them.");
        }
        return ExitCode.OK;
    }

    private static String oneLine(Match match) {
        return match.text().replaceAll("\\s+", " ");
    }

    private static ObjectNode asJson(Hit hit) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("subject", hit.subject().qualified())
                .put("version", hit.version().number())
                .put("id", hit.id().value());
        ArrayNode matches = node.putArray("matches");
        hit.matches().forEach(match -> matches.addObject().put("in", match.in()).put("text", match.text()));
        return node;
    }
}
