package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.UnicodeText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody looks for.
 *
 * @param text as typed, without white space around it
 * @param fields where to look
 * @param words the words of the text; a schema is found by a field that has them all, or longer ones that begin so
 */
public record SearchQuery(String text, Set<SearchField> fields, Set<String> words) {
    private static final int LONGEST = 200;

    public SearchQuery {
        fields = Set.copyOf(fields);
        words = Set.copyOf(words);
    }

    /** Reads what was typed; refused if nothing can be found by it. */
    public static Answer<SearchQuery> of(String typed, Set<SearchField> fields) {
        String text = typed.strip();
        Set<String> words = SearchWords.of(text);
        if (text.length() > LONGEST || !UnicodeText.isWellFormed(text) || words.isEmpty()) {
            return ErrorCode.MALFORMED_REQUEST.refused(
                    "The query must hold a letter or a digit, no NUL, and %d characters at the most, got '%s'"
                            .formatted(LONGEST, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
        }
        return Answer.done(new SearchQuery(text, fields, words));
    }

    /** The fields among these that are searched by words. */
    public Set<SearchField> textFields() {
        Set<SearchField> chosen = EnumSet.copyOf(SearchField.OF_TEXT);
        chosen.retainAll(fields);
        return chosen;
    }

    /** What a subject's name must hold, in lower case as far as ASCII goes; empty if subjects are not searched. */
    public Optional<String> subjectPart() {
        return fields.contains(SearchField.SUBJECT) ? Optional.of(asciiLowerCase(text)) : Optional.empty();
    }

    /** The schema id that was typed. */
    public Optional<SchemaId> id() {
        boolean number = text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return Optional.of(text)
                .filter(typed -> number && fields.contains(SearchField.ID))
                .map(Long::parseLong)
                .filter(typed -> typed <= Integer.MAX_VALUE)
                .map(typed -> new SchemaId(typed.intValue()));
    }

    /** The GUID that was typed. */
    public Optional<SchemaGuid> guid() {
        return fields.contains(SearchField.ID) ? SchemaGuid.parse(text) : Optional.empty();
    }

    /** Folds ASCII only, as PostgreSQL does under the collation of names. */
    static String asciiLowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return lower.toString();
    }
}
