package dev.signet.server.registry;

import java.util.List;

/**
 * What a search has found.
 *
 * @param hits the versions, by qualified name and version
 * @param pending how many schemas it could not look at, because their words were not collected in time; the next
 *     search goes on with them
 */
public record SearchResult(List<Hit> hits, int pending) {
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /**
     * A version that was found.
     *
     * @param version the version with its schema
     * @param matches by what, the first few
     */
    public record Hit(SubjectSchema version, List<Match> matches) {
        public Hit {
            matches = List.copyOf(matches);
        }
    }

    /**
     * A part of a version that fits the query.
     *
     * @param in where it stands
     * @param text the name, field, or the beginning of the doc
     */
    public record Match(SearchField in, String text) {}
}
