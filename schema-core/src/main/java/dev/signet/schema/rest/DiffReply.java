package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.schema.compat.Changes;
import dev.signet.schema.compat.SchemaComparison;
import dev.signet.schema.compat.SchemaDiff.DeploymentOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two schemas, and what that means for those who use them.
 *
 * @param from what the older schema is known as
 * @param to what the newer schema is known as
 * @param changes everything that differs
 * @param changesComplete whether that is all
 * @param backward whether consumers on the newer schema can read what was written with the older one
 * @param forward whether consumers on the older schema can read what is written with the newer one
 * @param deploymentOrder who may move to the newer schema first
 * @param advice the same as a sentence
 */
public record DiffReply(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ComparedSchemaJson from,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ComparedSchemaJson to,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<ChangeJson> changes,
        boolean changesComplete,
        @Nullable ReadingJson backward,
        @Nullable ReadingJson forward,
        @Nullable String deploymentOrder,
        @Nullable String advice) {
    public static DiffReply of(SchemaComparison comparison) {
        return new DiffReply(
                ComparedSchemaJson.of(comparison.older()),
                ComparedSchemaJson.of(comparison.newer()),
                comparison.changes().listed().stream().map(ChangeJson::of).toList(),
                comparison.changes().complete(),
                ReadingJson.of(comparison.backward(), comparison.older()),
                ReadingJson.of(comparison.forward(), comparison.older()),
                comparison.order().name(),
                comparison.order().advice());
    }

    /** The comparison again, without what is unknown here. An order that is missing or unknown is none. */
    public SchemaComparison comparison() {
        List<ChangeJson> listed = changes == null ? List.of() : changes;
        return new SchemaComparison(
                ComparedSchemaJson.schema(from),
                ComparedSchemaJson.schema(to),
                new Changes(
                        listed.stream()
                                .flatMap(change -> change.change().stream())
                                .toList(),
                        changesComplete),
                ReadingJson.reading(backward),
                ReadingJson.reading(forward),
                order());
    }

    private DeploymentOrder order() {
        for (DeploymentOrder known : DeploymentOrder.values()) {
            if (known.name().equals(deploymentOrder)) {
                return known;
            }
        }
        return DeploymentOrder.NONE;
    }
}
