package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Judges change sets, and applies them all or none. Everything that is slow happens before any lock: the changes are
 * decided on a look at the store, one after the other, each on what those before it leave. Under the locks only the marks
 * of that look are compared; if they still hold, what was decided is written, else it is decided anew. See
 * docs/adr/0009.
 */
final class ChangeSets {
    /** More than any change set needs unless others change its subjects all the time. */
    private static final int WRITES = 24;

    /** Two for most, and one more for each time that something turns out to be otherwise. */
    private static final int LOOKS = 24;

    private final SchemaStore store;
    private final Attempts attempts;
    private final Registration registration;
    private final SchemaIds ids;
    private final ChangeSetLimits limits;

    ChangeSets(SchemaStore store, Attempts attempts, Registration registration, SchemaIds ids, ChangeSetLimits limits) {
        this.store = store;
        this.attempts = attempts;
        this.registration = registration;
        this.ids = ids;
        this.limits = limits;
    }

    ChangeSetLimits limits() {
        return limits;
    }

    /** Says what would come of a change set. */
    Answer<ChangeSetReport> judge(ChangeSet set) {
        Optional<Refusal> tooMany = limits.refusal(set.items().size());
        if (tooMany.isPresent()) {
            return tooMany.get().answer();
        }
        ChangeSetJudgement judgement = judgement(set);
        return judged(judgement).map(found -> report(judgement, found));
    }

    /**
     * Writes a change set if nothing of it is refused.
     *
     * @param cursor that of a dry run; if it is given, nothing is written on another state than that one
     */
    Answer<ChangeSetReport> apply(Caller caller, ChangeSet set, Optional<String> cursor) {
        Optional<Refusal> tooMany = limits.refusal(set.items().size());
        if (tooMany.isPresent()) {
            return tooMany.get().answer();
        }
        ChangeSetJudgement judgement = judgement(set);
        for (int attempt = 0; attempt < WRITES; attempt++) {
            Answer<Judged> judged = judged(judgement);
            if (judged instanceof Answer.Refused<Judged> refused) {
                return refused.refusal().answer();
            }
            Judged found = judged.asOptional().orElseThrow();
            if (cursor.filter(held -> !held.equals(cursor(found.mark()))).isPresent()) {
                return ErrorCode.CURSOR_OUTDATED.refused(cursor.get());
            }
            ChangeSetReport seen = report(judgement, found);
            if (!seen.isAccepted()) {
                return Answer.done(seen);
            }
            Optional<ChangeSetReport> written = written(caller, judgement, found);
            if (written.isPresent()) {
                return Answer.done(written.get());
            }
        }
        throw new StoreTimedOutException(
                "The subjects of a change set were changed by others too often for it to get through");
    }

    private ChangeSetJudgement judgement(ChangeSet set) {
        return new ChangeSetJudgement(set, attempts, registration, new ChangeSetBudget(limits));
    }

    /**
     * Looks and judges until all was judged on one state. Which contents matter is known only once all was read: a
     * second look shows them, and if it shows nothing else that is new, the judgement stands.
     */
    private Answer<Judged> judged(ChangeSetJudgement judgement) {
        MarkedFootprint seen = store.marked(judgement.footprint());
        for (int look = 0; look < LOOKS; look++) {
            Optional<ChangeSetPass> pass = judgement.begin(seen);
            pass.ifPresent(ChangeSetPass::run);
            Optional<Refusal> spent = judgement.refusalIfSpent();
            if (spent.isPresent()) {
                return spent.get().answer();
            }
            MarkedFootprint later = store.marked(judgement.footprint());
            if (pass.filter(ChangeSetPass::isComplete)
                    .filter(complete -> complete.holdsOn(later))
                    .isPresent()) {
                return Answer.done(new Judged(pass.get(), later.mark()));
            }
            seen = later;
        }
        throw new StoreTimedOutException("The subjects of a change set were changed by others while it was judged");
    }

    /**
     * A judgement that is complete.
     *
     * @param pass what was decided
     * @param mark of the state that it was decided on
     */
    private record Judged(ChangeSetPass pass, FootprintMark mark) {}

    private Optional<ChangeSetReport> written(Caller caller, ChangeSetJudgement judgement, Judged found) {
        ChangeSetPass pass = found.pass();
        DrawnIds drawn = DrawnIds.draw(ids, pass.prepared());
        PreparedWrite prepared = drawn.in(pass.prepared());
        Footprint footprint = judgement.footprint().withIds(drawn.all());
        if (!prepared.changes().isEmpty() && !store.write(caller, footprint, found.mark(), prepared)) {
            drawn.giveBack(ids);
            return Optional.empty();
        }
        return Optional.of(new ChangeSetReport(drawn.in(pass.outcomes()), true, Set.of(), ""));
    }

    private static ChangeSetReport report(ChangeSetJudgement judgement, Judged found) {
        Set<ContextId> undrawn = judgement.provisional().all();
        return new ChangeSetReport(found.pass().outcomes(), false, undrawn, cursor(found.mark()));
    }

    /** Names a state and tells nothing of it. */
    private static String cursor(FootprintMark mark) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(mark.history().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", missing);
        }
    }
}
