package dev.signet.gate.report;

import dev.signet.gate.files.Place;
import java.nio.file.Path;

/**
 * How a result is shown.
 *
 * @param folder what stands before the paths of files, so that they lead there from where the gate was called
 * @param colours whether the reader is a terminal
 * @param version the version of the gate
 */
public record ReportView(String folder, Colours colours, String version) {
    /** Whether words may have colours. */
    public enum Colours {
        YES,
        NO
    }

    /** For a reader that is no terminal. */
    public static ReportView plain(Path folder, String version) {
        return of(folder, Colours.NO, version);
    }

    /** A view from the folder in which the gate was called. */
    public static ReportView of(Path folder, Colours colours, String version) {
        Path here = Path.of("").toAbsolutePath();
        Path there = folder.toAbsolutePath().normalize();
        Path shown = there.startsWith(here) ? here.relativize(there) : folder;
        return new ReportView(shown.toString().replace('\\', '/'), colours, version);
    }

    /** The path of a file as it is shown. */
    String path(String path) {
        String below = folder.isEmpty() || folder.equals(".") ? "" : folder.endsWith("/") ? folder : folder + "/";
        return below + path;
    }

    String place(Place place) {
        return path(place.path()) + ":" + place.position().line() + ":"
                + place.position().column();
    }
}
