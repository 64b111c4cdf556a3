package dev.signet.cli.moving;

import dev.signet.cli.input.TextFile;
import dev.signet.cli.input.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files to import from. */
public final class Sources {
    private Sources() {}

    /**
     * What an export of Signet holds.
     *
     * @param name the file, or {@code -} for standard input
     * @throws UnreadableInput when it is no export or not whole
     */
    public static Inventory export(String name) {
        Inventory inventory = new Inventory();
        return read(name, in -> {
            ExportReading.read(name, in, inventory);
            return inventory;
        });
    }

    /**
     * What a dump of the {@code _schemas} topic holds.
     *
     * @param name the file, or {@code -} for standard input
     * @throws UnreadableInput when it is no dump
     */
    public static Inventory dump(String name) {
        return read(name, in -> DumpReading.read(name, in));
    }

    @FunctionalInterface
    private interface Reading {
        Inventory of(InputStream in) throws IOException;
    }

    private static Inventory read(String name, Reading reading) {
        try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            return reading.of(in);
        } catch (IOException failed) {
            throw TextFile.unreadable(name, failed);
        }
    }
}
