package dev.signet.cli.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ends of files that may be long. */
final class LastLines {
    private static final int LINES = 10;
    private static final int BYTES = 16_384;

    private LastLines() {}

    /** The last lines of each file that there is, in the order of the files. */
    static List<String> of(List<Path> files) {
        List<String> all = new ArrayList<>();
        files.stream().filter(Files::isRegularFile).forEach(file -> all.addAll(of(file)));
        return all.isEmpty() ? List.of("(nothing)") : all;
    }

    private static List<String> of(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(BYTES, in.length())];
            in.seek(in.length() - end.length);
            in.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of(file + " cannot be read: " + e.getMessage());
        }
    }
}
