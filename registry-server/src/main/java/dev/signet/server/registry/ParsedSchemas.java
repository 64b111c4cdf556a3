package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.format.TagEdit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stored schemas in parsed form. What an id is bound to never changes, so a parsed schema is good for ever; whether the
 * id still exists, others say. Keeps the most recently used ones up to a weight. Safe for concurrent use.
 */
final class ParsedSchemas {
    private final SchemaQueries store;
    private final SchemaFormats formats;
    private final RecentlyUsed<ContextId, ParsedContent> recent;

    ParsedSchemas(SchemaQueries store, SchemaFormats formats, long maxWeight) {
        this.store = store;
        this.formats = formats;
        this.recent = new RecentlyUsed<>(maxWeight, ParsedContent::weight);
    }

    Optional<ParsedContent> known(ContextId id) {
        return recent.find(id);
    }

    CacheState state() {
        return recent.state("parsed schemas");
    }

    /** The schemas of these ids, from memory or from the store; ids without a schema are left out. */
    Map<ContextId, ParsedContent> load(Set<ContextId> ids) {
        Map<ContextId, ParsedContent> found = new HashMap<>();
        Set<ContextId> missing = new HashSet<>();
        for (ContextId id : ids) {
            known(id).ifPresentOrElse(content -> found.put(id, content), () -> missing.add(id));
        }
        if (!missing.isEmpty()) {
            found.putAll(parsed(store.contents(missing)));
        }
        return found;
    }

    /** Parses stored schemas as far as all that they refer to is among them or in memory. */
    Map<ContextId, ParsedContent> parsed(Collection<StoredContent> contents) {
        Map<ContextId, StoredContent> byId = new LinkedHashMap<>();
        contents.forEach(content -> byId.put(content.id(), content));
        Map<ContextId, ParsedContent> done = new HashMap<>();
        Deque<ContextId> open = new ArrayDeque<>(byId.keySet());
        Set<ContextId> waiting = new HashSet<>();
        while (!open.isEmpty()) {
            ContextId id = open.peek();
            StoredContent content = byId.get(id);
            if (content == null || done.containsKey(id)) {
                open.pop();
                continue;
            }
            List<ContextId> lacking = content.dependencies().stream()
                    .filter(dependency -> !done.containsKey(dependency))
                    .filter(dependency -> known(dependency).isEmpty())
                    .toList();
            boolean first = waiting.add(id);
            if (first && !lacking.isEmpty()) {
                lacking.forEach(open::push);
                continue;
            }
            open.pop();
            if (lacking.isEmpty()) {
                parse(content, done).ifPresent(parsed -> done.put(id, parsed));
            }
        }
        return done;
    }

    /** A submitted schema as if it were stored under an id; empty if what it refers to is not at hand. */
    Optional<ParsedContent> stored(Candidate candidate, ContextId id, Map<ContextId, ParsedContent> loaded) {
        List<SchemaReference> references = candidate.schema().references();
        List<SchemaReference> submitted = candidate.inputs().schema().references();
        // Normalised references are sorted, so each finds its target by where it stood.
        List<ContextId> targets = references.stream()
                .map(reference -> candidate.inputs().dependencies().get(submitted.indexOf(reference)))
                .toList();
        StoredContent content = new StoredContent(id, candidate.canonical().guid(), candidate.schema(), targets);
        return dependencies(references, targets, loaded)
                // What was parsed is the text as it was sent, which is not the one that is stored then.
                .map(dependencies -> candidate.inputs().normalized()
                        ? read(content, dependencies)
                        : new ParsedContent(content, candidate.parsed(), dependencies));
    }

    /** A stored schema as it would be if it referred to other schemas. */
    ParseResult readAgain(StoredContent content, List<ResolvedReference> dependencies) {
        return formats.of(content.schema().type())
                .orElseThrow(() -> unreadable(content, "this build has no such format"))
                .parse(content.schema().text(), dependencies, Strictness.STORED);
    }

    /** Keeps what a registration has just parsed. */
    void keep(ParsedContent content) {
        recent.put(content.content().id(), content);
    }

    private Optional<ParsedContent> parse(StoredContent content, Map<ContextId, ParsedContent> done) {
        Optional<ParsedContent> known = known(content.id());
        if (known.isPresent()) {
            return known;
        }
        Optional<Map<ContextId, ResolvedReference>> dependencies =
                dependencies(content.schema().references(), content.dependencies(), done);
        if (dependencies.isEmpty()) {
            return Optional.empty();
        }
        ParsedContent parsed = read(content, dependencies.get());
        keep(parsed);
        return Optional.of(parsed);
    }

    private ParsedContent read(StoredContent content, Map<ContextId, ResolvedReference> dependencies) {
        ParseResult result = formats.of(content.schema().type())
                .orElseThrow(() -> unreadable(content, "this build has no such format"))
                .parse(content.schema().text(), List.copyOf(dependencies.values()), Strictness.STORED);
        if (result instanceof ParseResult.Parsed ok) {
            return new ParsedContent(content, ok.schema(), dependencies);
        }
        throw unreadable(content, ((ParseResult.Invalid) result).reason());
    }

    /**
     * A schema with the tags inside its text edited.
     *
     * @param before the version whose tags are taken over if the edit says so
     */
    Answer<SchemaText> retagged(SchemaText schema, Optional<SchemaText> before, TagEdit edit) {
        List<EntityTags> inherited = edit.propagation() == TagEdit.Propagation.YES
                ? before.map(this::tags).orElse(List.of())
                : List.of();
        return formats.of(schema.type())
                .map(format -> format.retagged(schema.text(), inherited, edit).map(schema::withText))
                .orElse(Answer.done(schema));
    }

    /** The tags inside a schema's text. */
    List<EntityTags> tags(SchemaText schema) {
        return formats.of(schema.type())
                .map(format -> format.tags(schema.text()))
                .orElse(List.of());
    }

    /** What these references and theirs lead to, each after what it needs itself; empty if one is not in reach. */
    Optional<Map<ContextId, ResolvedReference>> dependencies(
            List<SchemaReference> references, List<ContextId> ids, Map<ContextId, ParsedContent> loaded) {
        Map<ContextId, ResolvedReference> all = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            @Nullable ParsedContent target = loaded.get(ids.get(i));
            if (target == null) {
                target = known(ids.get(i)).orElse(null);
            }
            if (target == null) {
                return Optional.empty();
            }
            target.dependencies().forEach(all::putIfAbsent);
            all.putIfAbsent(
                    ids.get(i),
                    new ResolvedReference(
                            references.get(i), target.content().schema().text(), Optional.of(target.parsed())));
        }
        return Optional.of(all);
    }

    private static IllegalStateException unreadable(StoredContent content, String reason) {
        return new IllegalStateException(
                "the stored schema " + content.id() + " (" + content.guid() + ") cannot be read: " + reason);
    }
}
