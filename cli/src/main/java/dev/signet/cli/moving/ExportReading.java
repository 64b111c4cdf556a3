package dev.signet.cli.moving;

import dev.signet.cli.input.UnreadableInput;
import dev.signet.schema.Answer;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an export and makes sure that it is whole. */
final class ExportReading {
    private static final int SHOWN = 60;

    private final String name;
    private final Lines lines;

    private ExportReading(String name, InputStream in) {
        this.name = name;
        this.lines = new Lines(in);
    }

    /**
     * Hands over every item, header and end included.
     *
     * @param name what the bytes are called in messages
     * @throws UnreadableInput when they are no export, or not all of one
     */
    static void read(String name, InputStream in, Consumer<ExportItem> items) throws IOException {
        new ExportReading(name, in).read(items);
    }

    private void read(Consumer<ExportItem> items) throws IOException {
        ExportItem first = next().orElseThrow(() -> new UnreadableInput(name + " is empty."));
        if (!(first instanceof ExportItem.Header)) {
            throw new UnreadableInput(name + " does not begin like an export of Signet.");
        }
        items.accept(first);
        long count = 0;
        for (Optional<ExportItem> item = next(); item.isPresent(); item = next()) {
            items.accept(item.get());
            if (item.get() instanceof ExportItem.End end) {
                complete(end, count);
                return;
            }
            count++;
        }
        throw new UnreadableInput(
                name + " is cut: it stops after line " + lines.number() + ", without an end line." + " Export again.");
    }

    private void complete(ExportItem.End end, long count) throws IOException {
        if (end.items() != count) {
            throw new UnreadableInput(
                    name + " is not whole: it should hold " + end.items() + " items, and holds " + count + ".");
        }
        if (lines.next().isPresent()) {
            throw new UnreadableInput(name + " goes on after its end, in line " + lines.number() + ".");
        }
    }

    private Optional<ExportItem> next() throws IOException {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Answer<ExportItem> item = ExportFormat.read(line.get());
        if (item instanceof Answer.Refused<ExportItem> refused) {
            throw new UnreadableInput(name + ", line " + lines.number() + " cannot be read: "
                    + refused.refusal().message() + ". It begins: " + Shown.start(line.get(), SHOWN));
        }
        return item.asOptional();
    }
}
