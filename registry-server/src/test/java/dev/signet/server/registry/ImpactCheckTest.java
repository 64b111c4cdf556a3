package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.server.registry.ImpactVerdict.Outcome;
import dev.signet.server.registry.Referral.Standing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ImpactCheckTest {
    private static final Subject PARTS = Subject.of("parts");

    @Test
    void what_the_work_of_a_request_does_not_reach_is_undecided_and_never_compatible() {
        InMemorySchemaStore store = new InMemorySchemaStore();
        Registry registry = StoreContract.registryOn(store);
        Submission part = Submission.of(Schemas.record("Part", "a", "b"));
        register(registry, PARTS, Submission.of(Schemas.record("Part", "a")));
        for (String name : List.of("a", "b", "c")) {
            register(registry, Subject.of(name), Submission.of(Schemas.referring("Whole", "Part", "parts", 1)));
        }
        Impact impact = StoreContract.done(registry.impact(PARTS, Which.LATEST, Deleted.EXCLUDED, Page.ALL));

        ImpactReport cut = StoreContract.done(check(store)
                .judge(impact, part, Normalize.AS_CONFIGURED, new WorkBudget(1_000, Duration.ofMinutes(1))));
        ImpactReport late = StoreContract.done(
                check(store).judge(impact, part, Normalize.AS_CONFIGURED, new WorkBudget(1_000_000, Duration.ZERO)));
        ImpactReport all = StoreContract.done(check(store)
                .judge(impact, part, Normalize.AS_CONFIGURED, new WorkBudget(1_000_000, Duration.ofMinutes(1))));

        assertThat(cut.verdicts())
                .extracting(ImpactVerdict::outcome)
                .containsExactly(Outcome.COMPATIBLE, Outcome.UNDECIDED, Outcome.UNDECIDED);
        assertThat(cut.verdicts().get(2).message()).contains("offset and limit");
        assertThat(cut.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(late.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(all.outcome()).isEqualTo(Outcome.COMPATIBLE);
    }

    @Test
    void references_that_are_not_all_followed_leave_the_whole_undecided() {
        Impact part = new Impact(PARTS, List.of(), 0, false);

        assertThat(new ImpactReport(part, List.of()).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(new ImpactReport(new Impact(PARTS, List.of(), 0, true), List.of()).outcome())
                .isEqualTo(Outcome.COMPATIBLE);
    }

    @Test
    @Timeout(10)
    void references_in_a_circle_are_followed_once() {
        List<Referral> circle =
                List.of(referral("a", "parts"), referral("b", "a"), referral("a", "b"), referral("parts", "b"));

        assertThat(Dependents.of(PARTS, circle))
                .extracting(dependent -> dependent.version().subject() + " in "
                        + dependent.path().size())
                .containsExactly("a in 1", "b in 2", "parts in 3");
    }

    private static Referral referral(String from, String to) {
        return new Referral(version(from), new SchemaId(1), Standing.LATEST, "T", version(to));
    }

    private static SubjectVersion version(String subject) {
        return new SubjectVersion(Subject.of(subject), Version.FIRST);
    }

    private static void register(Registry registry, Subject subject, Submission submission) {
        StoreContract.done(registry.register(
                StoreContract.CALLER, subject, submission, Normalize.AS_CONFIGURED, Enforcement.ENFORCED));
    }

    private static ImpactCheck check(SchemaStore store) {
        ParsedSchemas parsed = new ParsedSchemas(store, StoreContract.FORMATS, 1_000_000);
        CandidateReader reader = new CandidateReader(StoreContract.FORMATS, parsed, 1_000_000);
        return new ImpactCheck(
                store,
                new Attempts(store, reader, parsed, new SchemaIds(store)),
                new ConfigResolution(CompatibilityLevel.BACKWARD),
                new CompatibilityCheck(RegistrySettings.Doubts.WARN),
                parsed);
    }
}
