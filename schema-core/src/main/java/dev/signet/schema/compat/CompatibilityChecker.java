package dev.signet.schema.compat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.format.ParsedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one verdict: registration, compatibility endpoints, gate and dry run all call this. Pure and safe for concurrent
 * use.
 */
public final class CompatibilityChecker {
    private final Set<Mismatch.Rule> refusedDoubts;
    private final Supplier<PairBudget> budget;

    /** One that gives the verdict of existing registries; doubts are warnings. */
    public CompatibilityChecker() {
        this(Set.of());
    }

    /**
     * One that refuses more.
     *
     * @param refusedDoubts doubtful rules that count as broken
     */
    public CompatibilityChecker(Set<Mismatch.Rule> refusedDoubts) {
        this(refusedDoubts, PairBudget::unlimited);
    }

    private CompatibilityChecker(Set<Mismatch.Rule> refusedDoubts, Supplier<PairBudget> budget) {
        this.refusedDoubts = Set.copyOf(refusedDoubts);
        this.budget = budget;
    }

    /** The same for comparisons that may take so much together; as confined as the budget is. */
    public CompatibilityChecker within(PairBudget shared) {
        return new CompatibilityChecker(refusedDoubts, () -> shared);
    }

    /**
     * Judges a schema against the versions before it, whatever names they reserve.
     *
     * @param candidate the new schema
     * @param history the live versions that count (same compatibility group), newest first
     * @param level the level in force
     */
    public Verdict check(ParsedSchema candidate, List<EarlierVersion> history, CompatibilityLevel level) {
        return check(candidate, history, level, earlier -> List.of());
    }

    /**
     * The same, and looks after reserved names at every level, also at {@link CompatibilityLevel#NONE}.
     *
     * @param reserved the names of fields that the new schema keeps free
     */
    public Verdict check(
            ParsedSchema candidate, Set<String> reserved, List<EarlierVersion> history, CompatibilityLevel level) {
        return check(candidate, history, level, earlier -> ReservedFields.differences(candidate, reserved, earlier));
    }

    private Verdict check(
            ParsedSchema candidate,
            List<EarlierVersion> history,
            CompatibilityLevel level,
            Function<EarlierVersion, List<Difference>> more) {
        List<EarlierVersion> counting =
                level.isTransitive() ? history : history.subList(0, Math.min(1, history.size()));
        List<Difference> broken = new ArrayList<>();
        List<Difference> warnings = new ArrayList<>();
        Optional<EarlierVersion> offended = Optional.empty();
        for (EarlierVersion earlier : counting) {
            int before = broken.size();
            judge(candidate, earlier, level, broken, warnings);
            broken.addAll(more.apply(earlier));
            if (broken.size() > before && offended.isEmpty()) {
                offended = Optional.of(earlier);
            }
        }
        Optional<Difference> tooComplex = broken.stream()
                .filter(difference -> difference.mismatch().rule() == Mismatch.Rule.TOO_COMPLEX)
                .findFirst();
        if (tooComplex.isPresent()) {
            return new Verdict.Undecided(tooComplex.get());
        }
        return offended.<Verdict>map(first -> new Verdict.Incompatible(level, first, broken))
                .orElseGet(() -> new Verdict.Compatible(warnings));
    }

    private void judge(
            ParsedSchema candidate,
            EarlierVersion earlier,
            CompatibilityLevel level,
            List<Difference> broken,
            List<Difference> warnings) {
        for (Direction direction : level.directions()) {
            boolean backward = direction == Direction.BACKWARD;
            ParsedSchema reader = backward ? candidate : earlier.schema();
            ParsedSchema writer = backward ? earlier.schema() : candidate;
            Readability readability = Readability.between(reader, writer, budget.get());
            broken.addAll(Explanation.differences(readability.mismatches(), direction, earlier));
            for (Difference doubt : Explanation.differences(readability.doubts(), direction, earlier)) {
                (refusedDoubts.contains(doubt.mismatch().rule()) ? broken : warnings).add(doubt);
            }
        }
    }
}
