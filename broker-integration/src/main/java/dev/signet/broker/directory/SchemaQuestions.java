package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.directory.KnownSchema.Key;
import dev.signet.broker.directory.KnownSchema.Uses;
import dev.signet.broker.directory.RuleState.Association;
import dev.signet.broker.directory.StoredSchemas.Complete;
import dev.signet.broker.directory.StoredSchemas.Fetched;
import dev.signet.broker.directory.StoredSchemas.Incomplete;
import dev.signet.client.SchemaRegistry.Deleted;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about schemas, and what follows from the answers. Runs on the threads of {@link Lookups}; safe for use by
 * many of them.
 */
final class SchemaQuestions {

    private static final SchemaAnswer PENDING = new Pending();
    private static final SchemaAnswer UNKNOWN = new UnknownId();

    private record OfId(SchemaQuestions about, RuleState rule, int id) implements Question {
        @Override
        public void ask() {
            about.lookUp(rule, id);
        }

        @Override
        public void fail() {
            rule.denials().add(id, PENDING, about.nanoTime.getAsLong());
        }

        @Override
        public String toString() {
            return "schema id " + id + " in " + rule.rule();
        }
    }

    private record OfGuid(SchemaQuestions about, RuleState rule, SchemaGuid guid) implements Question {
        @Override
        public void ask() {
            about.lookUp(rule, guid);
        }

        @Override
        public void fail() {
            rule.denials().add(guid, PENDING, about.nanoTime.getAsLong());
        }

        @Override
        public String toString() {
            return "schema GUID " + guid + " in " + rule.rule();
        }
    }

    private record OfUses(SchemaQuestions about, KnownSchema schema) implements Question {
        @Override
        public void ask() {
            about.renew(schema);
        }

        @Override
        public void fail() {
            schema.renewAt(about.nanoTime.getAsLong() + Freshness.RENEWAL_SPREAD);
            // what cannot be asked stays known, as in an outage
            schema.wakeUp();
        }

        @Override
        public String toString() {
            return "the uses of schema id " + schema.id();
        }
    }

    private record OfAssociation(SchemaQuestions about, RuleState rule) implements Question {
        @Override
        public void ask() {
            about.associate(rule);
        }

        @Override
        public void fail() {
            rule.pace().failed(about.nanoTime.getAsLong());
        }

        @Override
        public String toString() {
            return "the subject associated with the " + rule.rule();
        }
    }

    private final Requests requests;
    private final StoredSchemas stored;
    private final KnownSchemas schemas;
    private final Presences presences;
    private final LongSupplier nanoTime;

    SchemaQuestions(Requests requests, KnownSchemas schemas, Presences presences, LongSupplier nanoTime) {
        this.requests = requests;
        this.stored = new StoredSchemas(requests);
        this.schemas = schemas;
        this.presences = presences;
        this.nanoTime = nanoTime;
    }

    /** What an id means under a rule. */
    Question of(RuleState rule, int id) {
        return new OfId(this, rule, id);
    }

    /** What a GUID means under a rule. */
    Question of(RuleState rule, SchemaGuid guid) {
        return new OfGuid(this, rule, guid);
    }

    /** Whether a schema is still there, and who uses it. */
    Question ofUses(KnownSchema schema) {
        return new OfUses(this, schema);
    }

    /** Which subject the topic of a rule is associated with. */
    Question ofAssociation(RuleState rule) {
        return new OfAssociation(this, rule);
    }

    private boolean associate(RuleState rule) {
        List<Subject> found = requests.associated(rule.rule());
        rule.pace().answered();
        boolean one = found.size() == 1;
        return rule.associate(new Association(
                one ? Optional.of(found.get(0)) : Optional.empty(), found.size() > 1, nanoTime.getAsLong()));
    }

    private void lookUp(RuleState rule, int id) {
        decide(rule, id, () -> denial(rule, new SchemaId(id)));
    }

    private void lookUp(RuleState rule, SchemaGuid guid) {
        decide(rule, guid, () -> denial(rule, guid));
    }

    /** Records are refused for good, so what the topic is associated with has to be as new as the denial. */
    private void decide(RuleState rule, Object key, Supplier<Optional<SchemaAnswer>> denial) {
        if (rule.isOpen()) {
            associate(rule);
        }
        Optional<SchemaAnswer> answer = denial.get();
        if (answer.isPresent()
                && rule.isAssociationOlder(nanoTime.getAsLong(), Freshness.BELIEVED)
                && associate(rule)) {
            answer = denial.get();
        }
        answer.ifPresent(last -> rule.denials().add(key, last, nanoTime.getAsLong()));
    }

    /** A content may have several ids in a context; the first that belongs to the rule decides. */
    private Optional<SchemaAnswer> denial(RuleState rule, SchemaGuid guid) {
        SchemaAnswer last = UNKNOWN;
        for (SchemaId id : requests.ids(rule.home(), guid)) {
            Optional<SchemaAnswer> denial = denial(rule, id);
            if (denial.isEmpty()) {
                return denial;
            }
            last = denial.get();
        }
        return Optional.of(last);
    }

    /** Why records with an id do not pass under a rule; empty if the rule admits it now. */
    private Optional<SchemaAnswer> denial(RuleState rule, SchemaId id) {
        Association association = rule.association();
        if (association != null && association.ambiguous()) {
            return Optional.of(new NoSubject(rule.reasonForNone()));
        }
        Key key = new Key(rule.home(), id.value());
        Optional<Users> users = users(key.context(), id);
        KnownSchema known = schemas.get(key);
        if (known != null && (users.isEmpty() || !isStillItself(known))) {
            schemas.remove(known);
            known = null;
        }
        if (users.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        return known == null ? denialOfNew(rule, key, users.get()) : denial(rule, known, users.get());
    }

    private Optional<SchemaAnswer> denialOfNew(RuleState rule, Key key, Users users) {
        Optional<Subject> only = rule.onlySubject();
        if (only.isPresent() && !users.include(only.get())) {
            return Optional.of(new OtherSubject(only.get(), users.named()));
        }
        Fetched fetched = stored.fetch(key.context(), users.id);
        if (fetched instanceof Incomplete incomplete) {
            return Optional.of(only.<SchemaAnswer>map(
                            subject -> new Unusable(subject, incomplete.reason(), !users.live.contains(subject)))
                    .orElseGet(() -> new NoSubject("its schema cannot be read: " + incomplete.reason())));
        }
        Complete complete = (Complete) fetched;
        KnownSchema schema = KnownSchema.asked(key, complete.guid(), complete.content(), users.uses(Set.of()));
        return denial(rule, schemas.add(schema), users);
    }

    private Optional<SchemaAnswer> denial(RuleState rule, KnownSchema schema, Users users) {
        Optional<Subject> subject = rule.subject(schema.content().recordName());
        subject.ifPresent(users::include);
        rule.onlySubject().filter(users.live::contains).ifPresent(only -> presences.seen(only, users.at));
        takeIn(schema, users);
        if (rule.takeIn(schema).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(subject.<SchemaAnswer>map(asked -> new OtherSubject(asked, users.named()))
                .orElseGet(() -> new NoSubject(rule.reasonForNone())));
    }

    private void takeIn(KnownSchema schema, Users users) {
        Uses uses = users.uses(schema.uses().all());
        long spread = ThreadLocalRandom.current().nextLong(Freshness.RENEWAL_SPREAD);
        if (schema.renew(uses, users.at + Freshness.RENEWED_AFTER + spread)) {
            schemas.changed();
        }
    }

    private void renew(KnownSchema schema) {
        Optional<Users> users = users(schema.context(), schema.id());
        if (users.isEmpty() || !isStillItself(schema) || users.get().areNone(schema)) {
            schemas.remove(schema);
        } else {
            takeIn(schema, users.get());
        }
    }

    /** An id never gets another meaning; but a registry may have been put in the place of another. */
    private boolean isStillItself(KnownSchema schema) {
        return schema.isConfirmed()
                || stored.guid(schema.context(), schema.id())
                        .filter(schema.guid()::equals)
                        .isPresent();
    }

    private Optional<Users> users(Context context, SchemaId id) {
        long at = nanoTime.getAsLong();
        return requests.users(context, id, Deleted.EXCLUDED).map(live -> new Users(context, id, live, at));
    }

    /** Who uses an id; soft-deleted versions are asked for only where live ones leave a question open. */
    private final class Users {
        private final Context context;
        private final SchemaId id;
        private final Set<Subject> live;
        private final long at;
        private @Nullable Set<Subject> all;

        Users(Context context, SchemaId id, Set<Subject> live, long at) {
            this.context = context;
            this.id = id;
            this.live = live;
            this.at = at;
        }

        boolean include(Subject subject) {
            return live.contains(subject) || all().contains(subject);
        }

        boolean areNone(KnownSchema schema) {
            return live.isEmpty() && (schema.uses().all().isEmpty() || all().isEmpty());
        }

        /** Live and deleted ones, of which those before are known. */
        Uses uses(Set<Subject> before) {
            boolean nobodyLeft = all == null && live.containsAll(before);
            return new Uses(live, nobodyLeft ? live : all(), at);
        }

        List<Subject> named() {
            Set<Subject> known = all;
            return (known == null || known.isEmpty() ? live : known)
                    .stream().sorted().toList();
        }

        private Set<Subject> all() {
            Set<Subject> known = all;
            if (known == null) {
                known = new HashSet<>(
                        requests.users(context, id, Deleted.INCLUDED).orElse(Set.of()));
                known.addAll(live);
                all = known;
            }
            return known;
        }
    }
}
