package dev.signet.gate.files;

/**
 * A place in a schema file.
 *
 * @param path the file, with slashes, below the folder that is checked
 * @param position where in it
 */
public record Place(String path, Position position) {
    /** The beginning of a file. */
    public static Place startOf(String path) {
        return new Place(path, Position.START);
    }

    @Override
    public String toString() {
        return path + ":" + position.line() + ":" + position.column();
    }
}
