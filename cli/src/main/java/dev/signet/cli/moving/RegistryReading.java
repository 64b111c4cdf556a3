package dev.signet.cli.moving;

import dev.signet.cli.input.UnreadableInput;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a whole registry: in one stream from a Signet, piece by piece from any other. */
public final class RegistryReading {
    private RegistryReading() {}

    /**
     * Reads everything into memory.
     *
     * @throws RegistryUnavailableException if the registry does not tell
     */
    public static Inventory read(RestWire wire, Inventory inventory) {
        try {
            boolean told = wire.stream(
                    path(ExportSelection.ALL),
                    ExportFormat.MEDIA_TYPE,
                    body -> ExportReading.read("The export of " + wire.address(), body, inventory));
            if (!told) {
                RestReading.read(wire, inventory);
            }
            return inventory;
        } catch (UnreadableInput cut) {
            throw new RegistryUnavailableException(String.valueOf(cut.getMessage()), cut);
        }
    }

    /**
     * Writes an export.
     *
     * @return how many items it has
     * @throws RegistryUnavailableException if the registry does not tell
     */
    public static long copy(RestWire wire, ExportSelection selection, OutputStream out) {
        AtomicLong items = new AtomicLong();
        ExportWriting writing = new ExportWriting(out);
        try {
            boolean told = wire.stream(path(selection), ExportFormat.MEDIA_TYPE, body -> {
                ExportReading.read("The export of " + wire.address(), body, item -> {
                    writing.write(item);
                    items.incrementAndGet();
                });
            });
            if (told) {
                return items.get() - 2;
            }
        } catch (UnreadableInput cut) {
            throw new RegistryUnavailableException(String.valueOf(cut.getMessage()), cut);
        }
        Inventory inventory = new Inventory();
        RestReading.read(wire, inventory);
        return writing.write(inventory, selection);
    }

    private static String path(ExportSelection selection) {
        StringBuilder path = new StringBuilder("/export?texts=").append(selection.texts());
        path.append("&revisions=").append(selection.revisions() == Revisions.INCLUDED);
        for (SubjectGlob glob : selection.subjects()) {
            path.append("&subject=").append(RestWire.encoded(glob.pattern()));
        }
        return path.toString();
    }
}
