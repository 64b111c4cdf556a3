package dev.signet.broker.directory;

import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.ContextId;
import dev.signet.client.SchemaRegistry.Deleted;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.client.SchemaRegistry.StoredSchema;
import dev.signet.client.SchemaRegistry.SubjectVersion;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Every request that a directory sends, counted against its rate. Safe for use by many threads. */
final class Requests {

    /** Any cluster's topic of that name, as the serializers ask by default. */
    private static final String ANY_CLUSTER = "-";

    private final SchemaRegistry registry;
    private final TokenBucket bucket;
    private final LongSupplier nanoTime;
    private final AtomicLong sent = new AtomicLong();

    Requests(SchemaRegistry registry, TokenBucket bucket, LongSupplier nanoTime) {
        this.registry = registry;
        this.bucket = bucket;
        this.nanoTime = nanoTime;
    }

    /** How many there were. */
    long sent() {
        return sent.get();
    }

    private SchemaRegistry counted() {
        bucket.take(nanoTime.getAsLong());
        sent.incrementAndGet();
        return registry;
    }

    /** Something that every registry can answer, whatever the answer is; "you may not ask that" is one, too. */
    void anything() {
        try {
            counted().uses(Context.DEFAULT, new SchemaId(1), Deleted.EXCLUDED);
        } catch (RegistryUnavailableException unavailable) {
            if (unavailable.reason() != Reason.FORBIDDEN) {
                throw unavailable;
            }
        }
    }

    /** The subjects that use an id; empty if the registry does not have it. */
    Optional<Set<Subject>> users(Context context, SchemaId id, Deleted deleted) {
        Answer<List<SubjectVersion>> uses = counted().uses(context, id, deleted);
        if (uses instanceof Answer.Refused<List<SubjectVersion>> refused) {
            requireCode(refused.refusal(), ErrorCode.SCHEMA_NOT_FOUND);
        }
        return uses.asOptional()
                .map(found -> found.stream().map(SubjectVersion::subject).collect(Collectors.toSet()));
    }

    /** The ids of a content in a context, ascending; none if the registry does not have it. */
    List<SchemaId> ids(Context context, SchemaGuid guid) {
        Answer<List<ContextId>> ids = counted().ids(guid);
        if (ids instanceof Answer.Refused<List<ContextId>> refused) {
            requireCode(refused.refusal(), ErrorCode.SCHEMA_NOT_FOUND);
        }
        return ids.asOptional().orElse(List.of()).stream()
                .filter(bound -> bound.context().equals(context))
                .map(ContextId::id)
                .toList();
    }

    Answer<StoredSchema> schema(Context context, SchemaId id) {
        return counted().schema(context, id);
    }

    Answer<RegisteredSchema> version(Subject subject, VersionSelector selector) {
        return counted().version(subject, selector);
    }

    /** Whether a subject has live versions. */
    boolean exists(Subject subject) {
        Answer<List<Version>> versions = counted().versions(subject);
        if (versions instanceof Answer.Refused<List<Version>> refused) {
            requireCode(refused.refusal(), ErrorCode.SUBJECT_NOT_FOUND);
            return false;
        }
        return true;
    }

    /** All subjects that have live versions, in all contexts. */
    Set<Subject> subjects() {
        return new HashSet<>(done(counted().subjects("")));
    }

    /** The subjects that the rule's topic is associated with. */
    List<Subject> associated(SubjectRule rule) {
        RecordPart part = rule.side() == Side.KEY ? RecordPart.KEY : RecordPart.VALUE;
        return done(counted().associated(ANY_CLUSTER, rule.topic(), part));
    }

    private static <T> T done(Answer<T> answer) {
        if (answer instanceof Answer.Refused<T> refused) {
            throw unexpected(refused.refusal());
        }
        return answer.asOptional().orElseThrow();
    }

    private static void requireCode(Refusal refusal, ErrorCode expected) {
        if (refusal.code().code() != expected.code()) {
            throw unexpected(refusal);
        }
    }

    private static RegistryUnavailableException unexpected(Refusal refusal) {
        return new RegistryUnavailableException("the registry answered: " + refusal.message());
    }
}
