package dev.signet.server.registry;

import java.util.List;
import java.util.function.Function;

/**
 * A store that schemas can be looked up in. The words of a schema are not written when it is registered: whoever
 * searches adds those that are missing first, so a search shows what was acknowledged before it, and registrations do
 * not pay for it.
 */
public interface SearchRows {
    /**
     * Adds the words of schemas that have none yet.
     *
     * @param most how many schemas at a time
     * @param words the words of a schema
     * @return of how many they were added
     */
    int addWords(int most, Function<TypedText, SearchWords> words);

    /** How many schemas have no words yet. */
    int withoutWords();

    /** The versions that a query finds among those whose words were added, by qualified name and version. */
    List<SubjectSchema> found(SearchQuery query, SearchScope scope, Page page);
}
