package dev.signet.server.registry;

/**
 * Whether other schemas refer to a version.
 *
 * @param liveHere a live version of the same subject does
 * @param liveElsewhere a live version of another subject does
 * @param deletedHere a soft-deleted version of the same subject does
 * @param deletedElsewhere a soft-deleted version of another subject does, or a content that has lost its versions to
 *     an import and still answers by its id
 */
public record Referrers(boolean liveHere, boolean liveElsewhere, boolean deletedHere, boolean deletedElsewhere) {
    public static final Referrers NONE = new Referrers(false, false, false, false);

    public boolean live() {
        return liveHere || liveElsewhere;
    }

    public boolean elsewhere() {
        return liveElsewhere || deletedElsewhere;
    }

    public boolean any() {
        return live() || deletedHere || deletedElsewhere;
    }
}
