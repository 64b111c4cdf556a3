package dev.signet.cli.moving;

import dev.signet.schema.export.ExportItem;
import dev.signet.schema.rest.AssociationRequest;
import dev.signet.schema.rest.RestJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings along what resources do with subjects. All associations of a resource must fit each other, so they change in
 * one request. Safe for concurrent use.
 */
final class AssociationImport {
    private final RestWire wire;
    private final List<ExportItem.OfAssociation> there = new ArrayList<>();
    private final Map<ExportItem.Resource, List<ExportItem.OfAssociation>> changes = new LinkedHashMap<>();

    AssociationImport(RestWire wire, Inventory source, Inventory target) {
        this.wire = wire;
        source.associations().forEach((named, item) -> {
            if (item.equals(target.associations().get(named))) {
                there.add(item);
            } else {
                changes.computeIfAbsent(item.resource(), any -> new ArrayList<>())
                        .add(item);
            }
        });
    }

    /** What is as it should be. */
    List<ExportItem.OfAssociation> there() {
        return there;
    }

    /** What has to be written, resource by resource. */
    List<List<ExportItem.OfAssociation>> changes() {
        return List.copyOf(changes.values());
    }

    /** Writes the associations of one resource; all or none. Returns why they were refused. */
    Optional<String> put(List<ExportItem.OfAssociation> items) {
        ExportItem.Resource resource = items.get(0).resource();
        AssociationRequest request = new AssociationRequest(
                resource.name(),
                resource.namespace(),
                resource.id(),
                resource.type(),
                items.stream().map(AssociationImport::operation).toList());
        RestWire.Reply reply = wire.send("PUT", RestPaths.resource(resource), RestJson.bytes(request));
        return reply.isDone() ? Optional.empty() : Optional.of(reply.reason());
    }

    private static AssociationRequest.Operation operation(ExportItem.OfAssociation item) {
        return new AssociationRequest.Operation(
                null, item.subject().qualified(), item.type(), item.lifecycle(), item.frozen(), null, null, null);
    }

    /** What is said of an association beside its name. */
    static String detail(ExportItem.OfAssociation item) {
        return item.subject().qualified() + " " + item.lifecycle() + (item.frozen() ? ", frozen" : "");
    }
}
