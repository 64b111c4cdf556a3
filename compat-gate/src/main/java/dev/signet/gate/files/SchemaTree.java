package dev.signet.gate.files;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the schema files below a folder. */
public final class SchemaTree {
    private static final String ENDING = ".avsc";

    private SchemaTree() {}

    /** What came of it. */
    public sealed interface Result {
        /** The texts by path, with slashes. */
        record Read(Map<String, String> texts) implements Result {}

        /** Something cannot be read. */
        record Unreadable(String message) implements Result {}
    }

    /** Every file below a folder, or that one file. */
    public static Result read(Path folder) {
        return read(folder, Selection.ALL);
    }

    /**
     * Which files count.
     *
     * @param included one of these must fit
     * @param excluded none of these may
     */
    public record Selection(List<PathGlob> included, List<PathGlob> excluded) {
        /** All of them. */
        public static final Selection ALL = new Selection(List.of(PathGlob.ALL), List.of());

        public Selection {
            included = List.copyOf(included);
            excluded = List.copyOf(excluded);
        }

        /** Whether a path is selected. */
        public boolean admits(String path) {
            return included.stream().anyMatch(glob -> glob.matches(path))
                    && excluded.stream().noneMatch(glob -> glob.matches(path));
        }
    }

    /** The files below a folder that are selected. */
    public static Result read(Path folder, Selection selection) {
        Map<String, String> texts = new TreeMap<>();
        String reading = folder.toString();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (path.endsWith(ENDING) && selection.admits(path)) {
                    reading = path;
                    texts.put(path, Files.readString(file));
                }
            }
        } catch (MalformedInputException notText) {
            return new Result.Unreadable(reading + " is not UTF-8 text");
        } catch (NoSuchFileException missing) {
            return new Result.Unreadable("there is no folder " + folder);
        } catch (IOException unreadable) {
            return new Result.Unreadable("cannot read " + reading + ": " + unreadable.getMessage());
        }
        return texts.isEmpty()
                ? new Result.Unreadable("no " + ENDING + " file below " + folder + " is selected")
                : new Result.Read(texts);
    }
}
