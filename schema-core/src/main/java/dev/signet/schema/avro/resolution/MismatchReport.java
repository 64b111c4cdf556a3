package dev.signet.schema.avro.resolution;

import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Readability;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/** The mismatches below an unreadable pair, in the order of the reader's schema, each pair once, capped. */
final class MismatchReport {
    /** Reasons why branches do not fit that a missing branch is told with. */
    private static final int CAUSES = 3;

    /** Pairs that are looked at for the causes of one missing branch, and of all of them. */
    private static final int CAUSE_WORK = 2_000;

    private static final int ALL_CAUSE_WORK = 200_000;

    /** Reasons why branches do not fit, of all missing branches; the later ones are told without. */
    private static final int ALL_CAUSES = 200;

    private final List<Mismatch> found = new ArrayList<>();
    private final IdentityHashMap<Node, Boolean> visited = new IdentityHashMap<>();
    private final Deque<Step> open = new ArrayDeque<>();
    private int causeWork;
    private int causesTold;
    private int work;

    private MismatchReport(int causeWork) {
        this.causeWork = causeWork;
    }

    /** A mismatch to report, a branch that is missing, or a pair to look into. */
    private sealed interface Step {
        int order();

        record Report(Mismatch mismatch, int order) implements Step {}

        /**
         * A branch that is missing.
         *
         * @param union the pair of the reader's union and the writer's branch
         * @param pointer where it is reported
         * @param unionPointer where the reader's union stands
         */
        record Missing(Node union, String pointer, String unionPointer, int order) implements Step {}

        record Visit(Node node, String pointer, int order) implements Step {}
    }

    static List<Mismatch> of(Node root) {
        MismatchReport report = new MismatchReport(ALL_CAUSE_WORK);
        report.run(root, "", Readability.LIMIT, Integer.MAX_VALUE);
        return report.found;
    }

    private void run(Node root, String pointer, int mostFound, int mostWork) {
        open.push(new Step.Visit(root, pointer, 0));
        while (!open.isEmpty() && found.size() < mostFound && work < mostWork) {
            take(open.pop());
        }
    }

    private void take(Step step) {
        if (step instanceof Step.Report report) {
            found.add(report.mismatch());
        } else if (step instanceof Step.Missing missing) {
            found.add(mismatch(missing));
        } else if (step instanceof Step.Visit visit && visited.put(visit.node(), true) == null) {
            work = Math.addExact(work, 1 + visit.node().edges().size());
            List<Step> steps = steps(visit.node(), visit.pointer());
            steps.sort(Comparator.comparingInt(Step::order).reversed());
            steps.forEach(open::push);
        }
    }

    private static List<Step> steps(Node node, String pointer) {
        List<Step> steps = new ArrayList<>();
        PairRules.Demands demands = node.demands();
        for (PairRules.Failure failure : demands.failures()) {
            Mismatch mismatch =
                    mismatch(failure.rule(), pointer + failure.place(), failure.about(), node.reader(), node.writer());
            steps.add(new Step.Report(mismatch, failure.order()));
        }
        if (demands.quantifier() == PairRules.Quantifier.ANY) {
            steps.add(new Step.Missing(node, pointer, pointer, 0));
            return steps;
        }
        for (Node.Edge edge : node.edges()) {
            if (!edge.child().isReadable()) {
                PairRules.Part part = edge.part();
                String place = Pointer.below(pointer, part.place());
                steps.add(
                        demands.hidesParts()
                                ? new Step.Missing(edge.child(), place, pointer, part.order())
                                : new Step.Visit(edge.child(), place, part.order()));
            }
        }
        return steps;
    }

    private Mismatch mismatch(Step.Missing missing) {
        Schema lacking = missing.union().writer();
        return new Mismatch(
                Mismatch.Rule.MISSING_UNION_BRANCH,
                shown(missing.pointer()),
                "reader union lacking writer type: " + lacking.getType(),
                Fragment.of(missing.union().reader()),
                Fragment.of(lacking),
                causes(missing));
    }

    /** Why the branches that have the right type and name do not fit; none where there is no such branch. */
    private List<Mismatch> causes(Step.Missing missing) {
        List<Mismatch> causes = new ArrayList<>();
        for (Node.Edge branch : missing.union().edges()) {
            int left = CAUSES - causes.size();
            if (left <= 0 || causeWork <= 0 || causesTold >= ALL_CAUSES) {
                break;
            }
            int place = place(missing.union().reader(), branch.part().reader());
            MismatchReport inside = new MismatchReport(0);
            inside.run(branch.child(), Pointer.below(missing.unionPointer(), "/" + place), left, CAUSE_WORK);
            causeWork -= inside.work;
            causesTold += inside.found.size();
            causes.addAll(inside.found);
        }
        return causes;
    }

    @SuppressWarnings("ReferenceEquality")
    private static int place(Schema union, Schema branch) {
        int place = 0;
        while (union.getTypes().get(place) != branch) {
            place++;
        }
        return place;
    }

    /** A mismatch, or a doubt, between two parts. */
    static Mismatch mismatch(Mismatch.Rule rule, String pointer, String about, Schema reader, Schema writer) {
        return new Mismatch(rule, shown(pointer), about, Fragment.of(reader), Fragment.of(writer));
    }

    private static String shown(String pointer) {
        return pointer.isEmpty() ? "/" : pointer;
    }
}
