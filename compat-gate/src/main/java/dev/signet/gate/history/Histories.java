package dev.signet.gate.history;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.registration.SubmittedSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The versions of subjects. What they refer to is looked for among them. Confined to one thread. */
public final class Histories {
    private final SchemaFormats formats = new SchemaFormats(new AvroFormat());
    private final Map<Subject, List<StoredVersion>> bySubject = new HashMap<>();
    private final Map<Name, Read> read = new HashMap<>();
    private final Set<Subject> owned = new HashSet<>();
    private int lastId;

    /** Names a version. */
    private record Name(Subject subject, int version) {}

    /** A version that was understood, with all that it refers to, each after what it needs itself. */
    private record Read(StoredVersion stored, ParsedSchema parsed, Map<Name, ResolvedReference> dependencies) {}

    /** The format of a language; empty if this build has none. */
    public Optional<SchemaFormat> format(SchemaText text) {
        return formats.of(text.type());
    }

    /** Takes a version in; versions of a subject come ascending. */
    public void add(StoredVersion version) {
        bySubject.computeIfAbsent(version.subject(), first -> new ArrayList<>()).add(version);
        lastId = Math.max(lastId, version.id().value());
    }

    /** Marks a subject as one that a resource owns alone. */
    public void own(Subject subject) {
        owned.add(subject);
    }

    /** Whether a resource owns a subject alone. */
    public boolean isOwned(Subject subject) {
        return owned.contains(subject);
    }

    /** Adds a schema as the next version of its subject. */
    public StoredVersion append(Subject subject, SubmittedSchema schema) {
        List<StoredVersion> all = bySubject.getOrDefault(subject, List.of());
        int last = all.isEmpty() ? 0 : all.get(all.size() - 1).version().number();
        StoredVersion next = new StoredVersion(
                subject,
                new Version(last + 1),
                new SchemaId(lastId + 1),
                schema.canonical().guid(),
                schema.canonical().content(),
                true);
        add(next);
        return next;
    }

    /** Gives a subject the versions of another one, under which its file was known before. */
    public void carry(Subject from, Subject to) {
        if (bySubject.containsKey(to)) {
            return;
        }
        for (StoredVersion version : bySubject.getOrDefault(from, List.of())) {
            add(new StoredVersion(to, version.version(), version.id(), version.guid(), version.text(), version.live()));
        }
    }

    /** The live versions of a subject, newest first. */
    public List<StoredVersion> newestFirst(Subject subject) {
        List<StoredVersion> live = new ArrayList<>(bySubject.getOrDefault(subject, List.of()));
        live.removeIf(version -> !version.live());
        Collections.reverse(live);
        return live;
    }

    /** The highest live version. */
    public Optional<StoredVersion> latest(Subject subject) {
        return newestFirst(subject).stream().findFirst();
    }

    /** How many versions of how many subjects there are. */
    public String size() {
        int versions = bySubject.values().stream().mapToInt(List::size).sum();
        return versions + " versions of " + bySubject.size() + " subjects";
    }

    /**
     * A version, understood.
     *
     * @throws UnreadableHistoryException if it cannot be
     */
    public ParsedSchema parsed(StoredVersion version) {
        return read(version).parsed();
    }

    /**
     * What references that name versions lead to, each after what it needs itself.
     *
     * @param context where a name without a context belongs
     * @throws UnreadableHistoryException if something cannot be read
     */
    public List<ResolvedReference> dependencies(List<SchemaReference> references, Context context) {
        return List.copyOf(resolved(references, context).values());
    }

    private Map<Name, ResolvedReference> resolved(List<SchemaReference> references, Context context) {
        Map<Name, ResolvedReference> all = new LinkedHashMap<>();
        for (SchemaReference reference : references) {
            Name name = new Name(Subject.parse(reference.subject(), context), reference.version());
            Read target = read(stored(name));
            target.dependencies().forEach(all::putIfAbsent);
            all.putIfAbsent(
                    name,
                    new ResolvedReference(reference, target.stored().text().text(), Optional.of(target.parsed())));
        }
        return all;
    }

    private StoredVersion stored(Name name) {
        return bySubject.getOrDefault(name.subject(), List.of()).stream()
                .filter(version -> version.version().number() == name.version())
                .findFirst()
                .orElseThrow(() -> new UnreadableHistoryException(
                        "version %d of subject %s is referred to, but it is not there; export the subjects that yours refer to as well"
                                .formatted(name.version(), name.subject())));
    }

    private Read read(StoredVersion version) {
        Name name = new Name(version.subject(), version.version().number());
        Read known = read.get(name);
        if (known != null && known.stored().equals(version)) {
            return known;
        }
        SchemaText text = version.text();
        if (text.text().isEmpty()) {
            throw unreadable(version, "its text is not there; export with --texts all or live");
        }
        Map<Name, ResolvedReference> dependencies =
                resolved(text.references(), version.subject().context());
        ParseResult result = format(text)
                .orElseThrow(() -> unreadable(version, "it is " + text.type()))
                .parse(text.text(), List.copyOf(dependencies.values()), Strictness.STORED);
        if (result instanceof ParseResult.Invalid invalid) {
            throw unreadable(version, invalid.reason());
        }
        Read fresh = new Read(version, ((ParseResult.Parsed) result).schema(), dependencies);
        read.put(name, fresh);
        return fresh;
    }

    private static UnreadableHistoryException unreadable(StoredVersion version, String why) {
        return new UnreadableHistoryException(
                "version %s of subject %s cannot be read: %s".formatted(version.version(), version.subject(), why));
    }
}
