package dev.signet.cli.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text from a file or from standard input. */
public final class TextFile {
    private TextFile() {}

    /**
     * Reads all of it as UTF-8.
     *
     * @param name the path, or {@code -} for standard input
     * @throws UnreadableInput when there is no such text
     */
    public static String read(String name) {
        try {
            byte[] bytes = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableInput(name + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The sentence for a file that cannot be read. */
    public static UnreadableInput unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new UnreadableInput("There is no file " + name + ".", e);
        }
        if (e instanceof AccessDeniedException) {
            return new UnreadableInput(name + " may not be read by this user.", e);
        }
        return new UnreadableInput(name + " cannot be read: " + e.getMessage() + ".", e);
    }
}
