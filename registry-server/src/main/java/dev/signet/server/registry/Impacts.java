package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.List;

/** Tells who depends on a subject over references, directly or not, in any context. */
final class Impacts {
    /** References that are followed; more than any subject has that somebody still wants to change. */
    static final int MOST_REFERRALS = 20_000;

    private final SchemaStore store;
    private final Reading reading;
    private final int mostReferrals;

    Impacts(SchemaStore store, Reading reading) {
        this(store, reading, MOST_REFERRALS);
    }

    Impacts(SchemaStore store, Reading reading, int mostReferrals) {
        this.store = store;
        this.reading = reading;
        this.mostReferrals = mostReferrals;
    }

    /**
     * Those who depend on a subject.
     *
     * @param which whether only latest versions count, or all
     * @param deleted whether soft-deleted versions count, if all do
     */
    Answer<Impact> of(Subject named, Which which, Deleted deleted, Page page) {
        if (!Subject.isWritable(named.qualified())) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(named.qualified());
        }
        return reading.version(named, VersionSelector.LATEST, Deleted.INCLUDED)
                .map(found -> of(found.subject(), page, standing -> counts(standing, which, deleted)));
    }

    private interface Counting {
        boolean counts(Referral.Standing standing);
    }

    private Impact of(Subject subject, Page page, Counting counting) {
        // One more than are followed tells whether there are more.
        List<Referral> referrals = store.referrals(subject, mostReferrals + 1);
        boolean complete = referrals.size() <= mostReferrals;
        List<Referral> followed = complete ? referrals : referrals.subList(0, mostReferrals);
        List<Dependent> dependents = Dependents.of(subject, followed).stream()
                .filter(dependent -> counting.counts(dependent.standing()))
                .toList();
        return new Impact(subject, page.of(dependents), dependents.size(), complete);
    }

    private static boolean counts(Referral.Standing standing, Which which, Deleted deleted) {
        return which == Which.LATEST
                ? standing == Referral.Standing.LATEST
                : deleted.admits(standing == Referral.Standing.DELETED);
    }
}
