package dev.signet.server.registry;

import dev.signet.schema.SchemaType;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.format.SchemaTerms;
import dev.signet.server.registry.SearchResult.Hit;
import dev.signet.server.registry.SearchResult.Match;
import java.util.ArrayList;
import java.util.List;

/** Finds versions by subject, id, and the words of their schemas. */
final class Search {
    private static final int BATCH = 500;

    /** What one search adds at the most, so that the first one after a large import ends in time, too. */
    private static final int BATCHES = 8;

    private static final int MOST_MATCHES = 10;
    private static final int LONGEST_MATCH = 200;

    private final SearchRows rows;
    private final SchemaFormats formats;

    Search(SearchRows rows, SchemaFormats formats) {
        this.rows = rows;
        this.formats = formats;
    }

    SearchResult search(SearchQuery query, SearchScope scope, Page page) {
        if (!scope.prefix().isWellFormed()) {
            return new SearchResult(List.of(), 0);
        }
        int pending = query.textFields().isEmpty() ? 0 : catchUp();
        List<Hit> hits = rows.found(query, scope, page).stream()
                .map(version -> new Hit(version, matches(query, version)))
                .toList();
        return new SearchResult(hits, pending);
    }

    private int catchUp() {
        for (int batch = 0; batch < BATCHES; batch++) {
            int added = rows.addWords(BATCH, text -> SearchWords.of(terms(text.type(), text.text())));
            if (added == 0) {
                break;
            }
        }
        return rows.withoutWords();
    }

    private SchemaTerms terms(SchemaType type, String text) {
        return formats.of(type).map(format -> format.terms(text)).orElse(SchemaTerms.NONE);
    }

    private List<Match> matches(SearchQuery query, SubjectSchema version) {
        List<Match> matches = new ArrayList<>();
        String subject = version.subject().name();
        query.subjectPart()
                .filter(part -> SearchQuery.asciiLowerCase(subject).contains(part))
                .ifPresent(part -> matches.add(new Match(SearchField.SUBJECT, subject)));
        query.id().filter(version.id()::equals).ifPresent(id -> matches.add(new Match(SearchField.ID, id.toString())));
        query.guid()
                .filter(version.guid()::equals)
                .ifPresent(guid -> matches.add(new Match(SearchField.ID, guid.toString())));
        if (!query.textFields().isEmpty()) {
            SchemaTerms terms = terms(version.schema().type(), version.schema().text());
            SearchWords words = SearchWords.of(terms);
            add(matches, query, words, SearchField.NAME, terms.names());
            add(matches, query, words, SearchField.FIELD, terms.fields());
            add(matches, query, words, SearchField.DOC, terms.docs());
        }
        return matches.subList(0, Math.min(MOST_MATCHES, matches.size()));
    }

    /** A field counts if it has all words; each of its entries that has one of them is shown. */
    private static void add(
            List<Match> matches, SearchQuery query, SearchWords words, SearchField field, List<String> texts) {
        if (query.fields().contains(field) && words.matches(field, query.words())) {
            texts.stream()
                    .filter(text -> SearchWords.touches(text, query.words()))
                    .limit(MOST_MATCHES)
                    .forEach(text -> matches.add(new Match(field, shortened(text))));
        }
    }

    private static String shortened(String text) {
        int end = Math.min(text.codePointCount(0, text.length()), LONGEST_MATCH);
        int cut = text.offsetByCodePoints(0, end);
        return cut == text.length() ? text : text.substring(0, cut) + "…";
    }
}
