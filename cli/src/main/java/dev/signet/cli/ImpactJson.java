package dev.signet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.client.SignetRegistry.Dependent;
import dev.signet.client.SignetRegistry.Impact;
import dev.signet.schema.compat.Difference;
import java.util.List;

/** Who depends on a subject, and why schemas are refused or doubted, for programs. */
final class ImpactJson {
    private ImpactJson() {}

    static ObjectNode of(Impact impact) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("subject", impact.subject().qualified());
        impact.outcome().ifPresent(outcome -> data.put("verdict", outcome.name()));
        ArrayNode dependents = data.putArray("dependents");
        impact.dependents().forEach(dependent -> dependents.add(of(dependent)));
        return data.put("total", impact.total()).put("complete", impact.complete());
    }

    private static ObjectNode of(Dependent dependent) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("subject", dependent.subject().qualified())
                .put("version", dependent.version().number())
                .put("id", dependent.id().value());
        ArrayNode path = data.putArray("path");
        dependent
                .path()
                .forEach(step -> path.addObject()
                        .put("name", step.name())
                        .put("subject", step.subject())
                        .put("version", step.version()));
        dependent.judgement().ifPresent(judgement -> {
            data.put("level", judgement.level().name())
                    .put("verdict", judgement.outcome().name())
                    .put("message", judgement.message());
            data.set("details", of(judgement.differences()));
            data.set("warnings", of(judgement.warnings()));
        });
        return data;
    }

    /** Each as the registry tells it. */
    static ArrayNode of(List<Difference> differences) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        differences.forEach(difference -> all.addObject()
                .put("rule", difference.mismatch().rule().name())
                .put("path", difference.mismatch().pointer())
                .put("direction", difference.direction().name())
                .put("version", difference.version().number())
                .put("id", difference.id().value())
                .put("explanation", difference.explanation())
                .put("fix", difference.fix()));
        return all;
    }
}
