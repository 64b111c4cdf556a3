package dev.signet.schema.export;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an export and makes sure that it is whole. */
public final class ExportDocument {
    private static final int SHOWN = 60;

    private final String name;
    private final Lines lines;

    private ExportDocument(String name, InputStream in) {
        this.name = name;
        this.lines = new Lines(in);
    }

    /**
     * Hands over every item, header and end included.
     *
     * @param name what the bytes are called in messages
     * @return the last line; refused when they are no export, or not all of one
     */
    public static Answer<ExportItem.End> read(String name, InputStream in, Consumer<ExportItem> items)
            throws IOException {
        return new ExportDocument(name, in).read(items);
    }

    private Answer<ExportItem.End> read(Consumer<ExportItem> items) throws IOException {
        long count = -1;
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            Answer<ExportItem> read = ExportFormat.read(line.get());
            if (read instanceof Answer.Refused<ExportItem> refused) {
                return wrong("%s, line %d cannot be read: %s. It begins: %s"
                        .formatted(name, lines.number(), refused.refusal().message(), Shown.start(line.get(), SHOWN)));
            }
            ExportItem item = ((Answer.Done<ExportItem>) read).value();
            if (count < 0 && !(item instanceof ExportItem.Header)) {
                return wrong(name + " does not begin like an export of Signet.");
            }
            items.accept(item);
            if (item instanceof ExportItem.End end) {
                return complete(end, count);
            }
            count++;
        }
        return count < 0
                ? wrong(name + " is empty.")
                : wrong(name + " is cut: it stops after line " + lines.number()
                        + ", without an end line. Export again.");
    }

    private Answer<ExportItem.End> complete(ExportItem.End end, long count) throws IOException {
        if (end.items() != count) {
            return wrong(name + " is not whole: it should hold " + end.items() + " items, and holds " + count + ".");
        }
        return lines.next().isPresent()
                ? wrong(name + " goes on after its end, in line " + lines.number() + ".")
                : Answer.done(end);
    }

    private static Answer<ExportItem.End> wrong(String why) {
        return ErrorCode.MALFORMED_REQUEST.refused(why);
    }
}
