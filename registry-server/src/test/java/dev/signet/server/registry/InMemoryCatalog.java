package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Rule;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@link InMemorySchemaStore} tells consoles. */
abstract class InMemoryCatalog extends InMemoryUpkeep implements CatalogRows {
    private final Map<ContentName, SearchWords> words = new HashMap<>();

    @Override
    public synchronized Optional<VersionOrigin> origin(SubjectVersion named) {
        return Optional.ofNullable(
                        tables.versionsOf(named.subject()).get(named.version().number()))
                .map(row -> new VersionOrigin(
                        named,
                        row.id(),
                        row.createdAt(),
                        row.caller().principal(),
                        row.caller().proof(),
                        row.caller().author(),
                        row.caller().source()));
    }

    @Override
    public synchronized SubjectHeads subjectHeads(SchemaQueries.SubjectPrefix prefix, Deleted deleted, Page page) {
        List<SubjectHead> heads = subjects(prefix)
                .flatMap(subject -> head(subject).stream())
                .filter(head -> deleted.admits(head.deleted()))
                .toList();
        Map<Scope, ConfigSettings> configs = new HashMap<>(tables.configs);
        Map<Scope, Mode> modes = new HashMap<>(tables.modes);
        return new SubjectHeads(page.of(heads), configs, modes);
    }

    private Stream<Subject> subjects(SchemaQueries.SubjectPrefix prefix) {
        return tables.versions.keySet().stream()
                .filter(subject ->
                        prefix.context().map(subject.context()::equals).orElse(true))
                .filter(subject -> subject.name().startsWith(prefix.namePrefix()))
                .sorted();
    }

    private Optional<SubjectHead> head(Subject subject) {
        return tables.versionsOf(subject).entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Integer, InMemoryTables.VersionEntry> row) ->
                                !row.getValue().deleted())
                        .thenComparing(Map.Entry::getKey))
                .map(row -> head(subject, new Version(row.getKey()), row.getValue()));
    }

    private SubjectHead head(Subject subject, Version version, InMemoryTables.VersionEntry row) {
        Context context = subject.context();
        SchemaGuid guid = tables.guid(new ContextId(context, row.id()));
        SchemaType type = tables.content(new ContentName(context, guid))
                .schema()
                .orElseThrow()
                .type();
        return new SubjectHead(subject, version, row.id(), guid, type, row.deleted());
    }

    @Override
    public synchronized List<Referral> referrals(Subject subject, int most) {
        List<Referral> all = all();
        Set<SubjectVersion> reached = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = all.stream()
                    .filter(referral -> leadsTo(referral, subject, reached))
                    .map(referral -> reached.add(referral.from()))
                    .reduce(false, Boolean::logicalOr);
        }
        return all.stream()
                .filter(referral -> leadsTo(referral, subject, reached))
                .limit(most)
                .toList();
    }

    private static boolean leadsTo(Referral referral, Subject subject, Set<SubjectVersion> reached) {
        return referral.to().subject().equals(subject) || reached.contains(referral.to());
    }

    private List<Referral> all() {
        List<Referral> all = new ArrayList<>();
        tables.versions.forEach((subject, rows) -> rows.forEach((number, row) -> {
            ContentName name =
                    new ContentName(subject.context(), tables.guid(new ContextId(subject.context(), row.id())));
            List<Target> targets = tables.content(name).targets();
            boolean latest =
                    rows.tailMap(number, false).values().stream().allMatch(InMemoryTables.VersionEntry::deleted);
            Referral.Standing live = latest ? Referral.Standing.LATEST : Referral.Standing.EARLIER;
            for (int i = 0; i < targets.size(); i++) {
                all.add(new Referral(
                        new SubjectVersion(subject, new Version(number)),
                        row.id(),
                        row.deleted() ? Referral.Standing.DELETED : live,
                        tables.content(name)
                                .schema()
                                .orElseThrow()
                                .references()
                                .get(i)
                                .name(),
                        new SubjectVersion(
                                targets.get(i).subject(),
                                new Version(targets.get(i).version()))));
            }
        }));
        return all;
    }

    @Override
    public synchronized int addWords(int most, Function<TypedText, SearchWords> wordsOf) {
        words.keySet().removeIf(name -> tables.content(name).schema().isEmpty());
        List<ContentName> missing = missing().limit(most).toList();
        missing.forEach(name -> {
            SchemaText schema = tables.content(name).schema().orElseThrow();
            words.put(name, wordsOf.apply(new TypedText(schema.type(), schema.text())));
        });
        return missing.size();
    }

    @Override
    public synchronized int withoutWords() {
        return (int) missing().count();
    }

    private Stream<ContentName> missing() {
        return List.copyOf(tables.contents.keySet()).stream()
                .filter(name -> !words.containsKey(name))
                .filter(name -> tables.content(name).schema().isPresent());
    }

    @Override
    public synchronized List<SubjectSchema> found(SearchQuery query, SearchScope scope, Page page) {
        return page.of(subjects(scope.prefix())
                .flatMap(subject -> admitted(subject, scope).filter(version -> isHit(query, version)))
                .toList());
    }

    /** What {@link SchemaQueries} says of it. */
    public synchronized List<ListedSchema> schemas(SchemaList wanted, Page page) {
        return page.of(subjects(wanted.prefix())
                .flatMap(subject -> listed(subject, wanted))
                .toList());
    }

    private Stream<ListedSchema> listed(Subject subject, SchemaList wanted) {
        List<Association> all =
                tables.associations.where(found -> found.subject().equals(subject));
        List<Association> shown = all.stream().filter(wanted.usage()::admits).toList();
        return wanted.usage().admits(all)
                ? admitted(subject, new SearchScope(wanted.prefix(), wanted.which(), wanted.deleted()))
                        .filter(version -> wanted.ruleType()
                                .map(type -> ruleTypes(version).anyMatch(type::equals))
                                .orElse(true))
                        .map(version -> new ListedSchema(version, shown))
                : Stream.empty();
    }

    private static Stream<String> ruleTypes(SubjectSchema version) {
        return version.schema().ruleSet().stream()
                .flatMap(set -> Stream.of(set.migrationRules(), set.domainRules(), set.encodingRules()))
                .flatMap(List::stream)
                .map(Rule::type);
    }

    @Override
    public synchronized Map<Subject, Subject> aliases() {
        Map<Subject, Subject> behind = new HashMap<>();
        tables.configs.forEach((scope, config) -> {
            if (scope instanceof Scope.OfSubject) {
                config.alias()
                        .filter(alias -> !alias.isEmpty())
                        .ifPresent(alias -> behind.put(scope.asSubject(), Subject.parse(alias, scope.context())));
            }
        });
        return behind;
    }

    private Stream<SubjectSchema> admitted(Subject subject, SearchScope scope) {
        List<SubjectSchema> versions = tables.versionsOf(subject).entrySet().stream()
                .filter(row -> scope.deleted().admits(row.getValue().deleted()))
                .map(row -> version(subject, new Version(row.getKey()), row.getValue()))
                .toList();
        return versions.stream().skip(scope.which() == Which.LATEST ? Math.max(0, versions.size() - 1) : 0);
    }

    private SubjectSchema version(Subject subject, Version version, InMemoryTables.VersionEntry row) {
        SchemaGuid guid = tables.guid(new ContextId(subject.context(), row.id()));
        SchemaText schema = tables.content(new ContentName(subject.context(), guid))
                .schema()
                .orElseThrow();
        return new SubjectSchema(subject, version, row.id(), guid, schema, row.createdAt(), row.deleted());
    }

    private boolean isHit(SearchQuery query, SubjectSchema version) {
        String subject = SearchQuery.asciiLowerCase(version.subject().name());
        ContentName name = new ContentName(version.subject().context(), version.guid());
        SearchWords known = words.getOrDefault(name, new SearchWords(Map.of()));
        return query.subjectPart().filter(subject::contains).isPresent()
                || query.id().filter(version.id()::equals).isPresent()
                || query.guid().filter(version.guid()::equals).isPresent()
                || query.textFields().stream().anyMatch(field -> known.matches(field, query.words()));
    }
}
