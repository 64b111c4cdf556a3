package dev.signet.broker.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps what is known fresh while nobody waits: asks again for who uses the schemas in use, for absent subjects and
 * associations that somebody wants, and forgets what nobody needs. One round at a time.
 */
final class Upkeep {

    /** In one round; a second has a few rounds, and the rate allows less. */
    private static final int MOST_RENEWALS = 500;

    /** As many associations are asked for in each round. */
    private static final int FEW = 8;

    /** A schema that is to be asked for, and since when. */
    private record Due(KnownSchema schema, long since) {}

    private final Learnt learnt;
    private final SchemaQuestions questions;
    private final Lookups lookups;
    private final Outage outage;
    private final LongSupplier nanoTime;

    Upkeep(Learnt learnt, SchemaQuestions questions, Lookups lookups, Outage outage, LongSupplier nanoTime) {
        this.learnt = learnt;
        this.questions = questions;
        this.lookups = lookups;
        this.outage = outage;
        this.nanoTime = nanoTime;
    }

    /** One round. */
    void run() {
        long now = nanoTime.getAsLong();
        learnt.presences().renew(now);
        learnt.rules().removeIf(rule -> isForgotten(rule, now));
        learnt.rules().forEach(rule -> rule.denials().removeOld(now));
        renewAssociations(now);
        renewSchemas(now);
        lookups.goOn();
    }

    private static boolean isForgotten(RuleState rule, long now) {
        boolean unused = now - rule.usedAt() > Freshness.KEPT;
        if (unused) {
            rule.release();
        }
        return unused;
    }

    /** There is no list of associations to ask for, so where many are wanted each has its turn less often. */
    private void renewAssociations(long now) {
        if (outage.isOn()) {
            return;
        }
        List<RuleState> wanted = learnt.rules().stream()
                .filter(rule -> rule.association() != null && now - rule.wantedAt() <= Freshness.KEPT_FRESH)
                .toList();
        long pause = wanted.size() > FEW ? Freshness.PRESENT_ASKED_AGAIN : 0;
        wanted.stream()
                .filter(rule ->
                        rule.isAssociationOlder(now, pause) && !rule.pace().isFailing())
                .forEach(rule -> lookups.renew(questions.ofAssociation(rule)));
    }

    private void renewSchemas(long now) {
        List<Due> due = new ArrayList<>();
        for (KnownSchema schema : learnt.schemas().all()) {
            boolean used = now - schema.usedAt(now) <= Freshness.AWAKE;
            if (outage.isOn()) {
                // what was used meanwhile goes on afterwards, too
                if (used) {
                    schema.wakeUp();
                }
            } else if (!used) {
                schema.fallAsleep();
            } else if (!schema.isAsleep() && now - schema.renewAt() >= 0) {
                due.add(new Due(schema, now - schema.renewAt()));
            }
        }
        due.sort(Comparator.comparingLong(Due::since).reversed());
        due.stream().limit(MOST_RENEWALS).forEach(each -> lookups.renew(questions.ofUses(each.schema())));
    }
}
