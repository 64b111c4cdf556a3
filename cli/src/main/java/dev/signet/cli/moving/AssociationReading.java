package dev.signet.cli.moving;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.rest.AssociationJson;
import dev.signet.schema.rest.RestJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the associations of a registry through the contract that all of them share. */
final class AssociationReading {
    private static final int PAGE = 1_000;
    private static final String STRONG = "STRONG";

    private final RestWire wire;

    AssociationReading(RestWire wire) {
        this.wire = wire;
    }

    /** Pages until nothing new comes. A registry that knows no associations has none. */
    void read(Inventory inventory) {
        for (int offset = 0; ; ) {
            RestWire.Reply reply = wire.get("/associations/resources/-/-?offset=" + offset + "&limit=" + PAGE);
            if (reply.status() == 404 || reply.status() == 405) {
                return;
            }
            if (!reply.isDone()) {
                inventory.note("Associations cannot be read and are left out: " + reply.reason());
                return;
            }
            List<AssociationJson> page = RestJson.read(reply.body(), new TypeReference<List<AssociationJson>>() {})
                    .asOptional()
                    .orElseThrow(reply::unexpected);
            int known = inventory.associations().size();
            page.forEach(found -> inventory.accept(item(found, reply)));
            if (inventory.associations().size() == known) {
                return;
            }
            offset += page.size();
        }
    }

    private static ExportItem.OfAssociation item(AssociationJson found, RestWire.Reply reply) {
        String lifecycle = need(found.lifecycle(), reply);
        return new ExportItem.OfAssociation(
                Subject.parse(need(found.subject(), reply)),
                new ExportItem.Resource(
                        need(found.resourceType(), reply),
                        need(found.resourceNamespace(), reply),
                        need(found.resourceName(), reply),
                        need(found.resourceId(), reply)),
                need(found.associationType(), reply),
                lifecycle,
                found.frozen() == null ? lifecycle.equals(STRONG) : found.frozen());
    }

    private static String need(@Nullable String said, RestWire.Reply reply) {
        if (said == null) {
            throw reply.unexpected();
        }
        return said;
    }
}
