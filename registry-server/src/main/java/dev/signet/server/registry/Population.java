package dev.signet.server.registry;

/**
 * What lives in a context; in the global pseudo-context: in any.
 *
 * @param listed whether the context is shown
 * @param live whether it has a live version
 * @param any whether it has a version at all
 */
public record Population(boolean listed, boolean live, boolean any) {
    public static final Population NONE = new Population(false, false, false);
}
