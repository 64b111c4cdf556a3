package dev.signet.server.registry;

import dev.signet.schema.format.SchemaTerms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words by which a schema is found: {@code orderId}, {@code order_id} and {@code ORDER-ID} are the words order and
 * id, the first two also orderid. All are in lower case.
 *
 * @param ofFields the words of each of the fields that are searched by words, sorted
 */
public record SearchWords(Map<SearchField, Set<String>> ofFields) {
    /** Longer words are cut; who types one in full still finds it. */
    private static final int LONGEST = 64;

    /** More words of one field are left out; PostgreSQL takes a megabyte of them. */
    private static final int MOST = 4_000;

    public SearchWords {
        ofFields = Map.copyOf(ofFields);
    }

    static SearchWords of(SchemaTerms terms) {
        return new SearchWords(Map.of(
                SearchField.NAME, words(terms.names()),
                SearchField.FIELD, words(terms.fields()),
                SearchField.DOC, words(terms.docs())));
    }

    private static Set<String> words(List<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            if (words.size() < MOST) {
                words.addAll(of(text));
            }
        }
        return words;
    }

    /** The words that a field has. */
    public Set<String> of(SearchField field) {
        return ofFields.getOrDefault(field, Set.of());
    }

    /** Whether each of these words begins a word of the field. */
    public boolean matches(SearchField field, Set<String> wanted) {
        return wanted.stream().allMatch(word -> anyStartsWith(of(field), word));
    }

    /** Whether one of these words begins a word of the text. */
    static boolean touches(String text, Set<String> wanted) {
        Set<String> words = of(text);
        return wanted.stream().anyMatch(word -> anyStartsWith(words, word));
    }

    private static boolean anyStartsWith(Set<String> words, String start) {
        return words.stream().anyMatch(word -> word.startsWith(start));
    }

    /** The words of a text, in its order. */
    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        StringBuilder joined = new StringBuilder();
        int previous = ' ';
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length && words.size() < MOST; i++) {
            int point = points[i];
            boolean part = Character.isLetterOrDigit(point);
            if (!part || startsWord(previous, point, i + 1 < points.length ? points[i + 1] : ' ')) {
                take(words, word);
            }
            if (part) {
                word.appendCodePoint(point);
                joined.appendCodePoint(point);
            } else if (point != '_') {
                take(words, joined);
            }
            previous = point;
        }
        take(words, word);
        take(words, joined);
        return words;
    }

    /** A hump: {@code orderId} has one before the I, {@code HTTPServer} before the S. */
    private static boolean startsWord(int previous, int point, int next) {
        return Character.isUpperCase(point)
                && (Character.isLowerCase(previous)
                        || Character.isDigit(previous)
                        || Character.isUpperCase(previous) && Character.isLowerCase(next));
    }

    private static void take(Set<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            String lower = word.toString().toLowerCase(Locale.ROOT);
            int end = lower.offsetByCodePoints(0, Math.min(LONGEST, lower.codePointCount(0, lower.length())));
            words.add(lower.substring(0, end));
            word.setLength(0);
        }
    }
}
