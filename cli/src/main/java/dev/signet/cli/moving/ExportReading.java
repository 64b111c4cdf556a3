package dev.signet.cli.moving;

import dev.signet.cli.input.UnreadableInput;
import dev.signet.schema.Answer;
import dev.signet.schema.export.ExportDocument;
import dev.signet.schema.export.ExportItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads an export for a command, which ends if it is not whole. */
final class ExportReading {
    private ExportReading() {}

    /**
     * Hands over every item, header and end included.
     *
     * @param name what the bytes are called in messages
     * @throws UnreadableInput when they are no export, or not all of one
     */
    static void read(String name, InputStream in, Consumer<ExportItem> items) throws IOException {
        Answer<ExportItem.End> answer = ExportDocument.read(name, in, items);
        if (answer instanceof Answer.Refused<ExportItem.End> refused) {
            throw new UnreadableInput(refused.refusal().message());
        }
    }
}
