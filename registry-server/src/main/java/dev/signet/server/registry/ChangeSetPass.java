package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Aliases;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.server.registry.ChangeSet.Configure;
import dev.signet.server.registry.ChangeSetReport.Configured;
import dev.signet.server.registry.ChangeSetReport.Outcome;
import dev.signet.server.registry.ChangeSetReport.Refused;
import dev.signet.server.registry.ChangeSetReport.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One judgement of a change set on one snapshot: settings first, then schemas in their order, each on what the ones
 * before it left. Each is decided by the same function as when it comes alone. Confined to one thread.
 */
final class ChangeSetPass {
    /** Schemas that are judged with their histories at hand. */
    private static final int WINDOW = 64;

    private final ChangeSetJudgement judgement;
    private final MarkedFootprint seen;
    private final Ledger ledger;
    private final Map<Integer, Outcome> outcomes = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final Set<ContextId> missing = new HashSet<>();
    private final Set<Subject> waiting = new HashSet<>();
    private List<Integer> numbers = List.of();
    private ChangeOrder order = new ChangeOrder(List.of(), any -> true);
    private ParsedUses uses = new ParsedUses(order);

    ChangeSetPass(ChangeSetJudgement judgement, MarkedFootprint seen) {
        this.judgement = judgement;
        this.seen = seen;
        this.ledger = new Ledger(seen);
    }

    /** Judges everything that can be judged on what was looked at. */
    void run() {
        judgement.refusedAtSight().forEach((number, refusal) -> refuse(number, refusal));
        for (int i = 0; i < judgement.set().items().size(); i++) {
            if (judgement.set().items().get(i) instanceof Configure configure && !outcomes.containsKey(i)) {
                configure(i, configure);
            }
        }
        numbers = judgement.schemas();
        List<Draft> drafts = numbers.stream().map(judgement::draft).toList();
        drafts.forEach(this::findActualSubject);
        order = new ChangeOrder(drafts, ledger::stood);
        order.cycles().forEach((place, cycle) -> refuse(numbers.get(place), inCycle(cycle)));
        uses = new ParsedUses(order);
        for (int from = 0; from < order.order().size() && waiting.isEmpty(); from += WINDOW) {
            int to = Math.min(from + WINDOW, order.order().size());
            judge(order.order().subList(from, to));
        }
    }

    /**
     * Judges some of the schemas. Their histories are loaded together, and what is not needed later is let go, so that
     * a large set takes no more memory than its texts.
     */
    private void judge(List<Integer> window) {
        Set<ContextId> loaded = new HashSet<>();
        boolean more = true;
        while (more && !judgement.isSpent()) {
            missing.clear();
            waiting.clear();
            window.stream()
                    .filter(place -> !outcomes.containsKey(numbers.get(place)))
                    .forEach(this::register);
            // What is still missing after it was loaded, was removed after the look.
            more = loaded.addAll(missing);
            if (more) {
                judgement.load(missing);
            }
        }
        judgement.keep(uses.needed());
    }

    private void configure(int number, Configure configure) {
        Snapshot snapshot = ledger.view(Footprint.changing(configure.scope()));
        Decision<ConfigSettings> decision = ConfigUseCases.changed(snapshot, configure.scope(), configure.change());
        Answer<ConfigSettings> answer = taken(decision);
        if (answer instanceof Answer.Done<ConfigSettings> done) {
            outcomes.put(number, new Configured(configure.scope(), done.value()));
        } else {
            refuse(number, ((Answer.Refused<ConfigSettings>) answer).refusal());
        }
    }

    /** Settings of the set may have made a subject the alias of another one. */
    private void findActualSubject(Draft draft) {
        Subject actual = Aliases.behind(ledger.view(Footprint.ofSubjects(draft.named())), draft.named());
        if (!actual.equals(draft.subject())) {
            judgement.supply(draft, new Wanted.ActualSubject(actual), missing);
        }
    }

    private void register(int place) {
        int number = numbers.get(place);
        Draft draft = judgement.draft(number);
        Optional<Refusal> dependent = refusedBefore(place);
        if (dependent.isPresent()) {
            refuse(number, dependent.get());
            return;
        }
        boolean waits = waiting.contains(draft.subject())
                || order.needed(place).stream().anyMatch(waiting::contains);
        Optional<Decision<Registered>> decision = waits ? Optional.empty() : decision(number, draft);
        if (decision.isPresent()) {
            register(place, draft, decision.get());
        } else {
            waiting.add(draft.subject());
            List<VersionRow> live = ledger.subject(draft.subject()).newestFirst(Deleted.EXCLUDED);
            missing.addAll(judgement.unparsed(draft.subject(), live));
        }
    }

    private void register(int place, Draft draft, Decision<Registered> decision) {
        int number = numbers.get(place);
        Answer<Registered> answer = taken(decision);
        if (answer instanceof Answer.Done<Registered> done) {
            Registered registered = done.value();
            if (decision instanceof Decision.Write) {
                uses.published(draft.subject(), judgement.publish(draft, registered.schema()));
            }
            outcomes.put(number, new Stored(registered.schema(), registered.novelty(), registered.warnings()));
        } else {
            refuse(number, ((Answer.Refused<Registered>) answer).refusal());
        }
        uses.judged(place);
        draft.letGo();
    }

    /** The decision; empty if something must be looked at or loaded first. */
    private Optional<Decision<Registered>> decision(int number, Draft draft) {
        while (ledger.covers(draft.footprint())) {
            Decision<Registered> decision = judgement.decide(number, ledger.view(draft.footprint()));
            if (decision instanceof Decision.Prepare<Registered> prepare) {
                if (!judgement.supply(draft, prepare.wanted(), missing)) {
                    return Optional.empty();
                }
            } else if (decision instanceof Decision.Write && !judgement.isNamed(draft)) {
                judgement.supply(draft, new Wanted.FreshId(), missing);
            } else {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }

    private <T> Answer<T> taken(Decision<T> decision) {
        if (decision instanceof Decision.Write<T> write) {
            write.changes().forEach(ledger::apply);
            changes.addAll(write.changes());
            audit.add(write.audit());
            return Answer.done(write.answer());
        }
        return ((Decision.Answered<T>) decision).answer();
    }

    private void refuse(int number, Refusal refusal) {
        outcomes.put(number, new Refused(judgement.subject(number), refusal));
    }

    /** What refers to something that does not come about is not judged on what was there before. */
    private Optional<Refusal> refusedBefore(int place) {
        for (Subject subject : order.needed(place)) {
            for (int earlier : order.of(subject)) {
                int number = numbers.get(earlier);
                if (outcomes.get(number) instanceof Refused) {
                    return Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                            "The schema refers to subject '%s', and change %d of the set, to that subject, is refused; correct that one first"
                                    .formatted(subject.qualified(), number)));
                }
            }
        }
        return Optional.empty();
    }

    private static Refusal inCycle(List<Subject> cycle) {
        String path = cycle.stream().map(Subject::qualified).collect(Collectors.joining(" -> "));
        return ErrorCode.INVALID_SCHEMA.refusal(
                "The references of the change set form a cycle: %s; refer to a version that is registered already, or leave one reference out"
                        .formatted(path));
    }

    /** Whether every change was judged on subjects that were looked at. */
    boolean isComplete() {
        return waiting.isEmpty()
                && outcomes.size() == judgement.set().items().size()
                && ledger.covers(judgement.footprint());
    }

    /** Whether a look that shows more than the first one, contents and ids, leaves all decisions as they are. */
    boolean holdsOn(MarkedFootprint later) {
        Set<ContentName> stored = new HashSet<>();
        changes.forEach(change -> {
            if (change instanceof Change.StoreContent store) {
                stored.add(new ContentName(store.context(), store.schema().guid()));
            }
        });
        return later.mark().history().equals(seen.mark().history())
                && judgement.provisional().all().stream()
                        .noneMatch(later.snapshot().bindings()::containsKey)
                && later.snapshot().contents().entrySet().stream()
                        .filter(content -> !seen.footprint().contents().contains(content.getKey()))
                        .allMatch(content -> !stored.contains(content.getKey())
                                && judgement.isAsExpected(content.getKey(), content.getValue()));
    }

    /** What came of the changes, in the order of the request. */
    List<Outcome> outcomes() {
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < judgement.set().items().size(); i++) {
            all.add(Objects.requireNonNull(outcomes.get(i)));
        }
        return all;
    }

    /** What is to be written, under ids that are provisional. */
    PreparedWrite prepared() {
        return new PreparedWrite(changes, audit);
    }
}
