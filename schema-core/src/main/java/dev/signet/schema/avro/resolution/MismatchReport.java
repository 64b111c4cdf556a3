package dev.signet.schema.avro.resolution;

import dev.signet.schema.compat.Mismatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/** The mismatches below an unreadable pair, in the order of the reader's schema, each pair once, capped. */
final class MismatchReport {
    /** Mismatches that are reported; an author mends the first ones first. */
    static final int LIMIT = 1_000;

    private final List<Mismatch> found = new ArrayList<>();
    private final IdentityHashMap<Node, Boolean> visited = new IdentityHashMap<>();
    private final Deque<Step> open = new ArrayDeque<>();

    private MismatchReport() {}

    /** Either a mismatch to report or a pair to look into. */
    private sealed interface Step {
        int order();

        record Report(Mismatch mismatch, int order) implements Step {}

        record Visit(Node node, String pointer, int order) implements Step {}
    }

    static List<Mismatch> of(Node root) {
        MismatchReport report = new MismatchReport();
        report.open.push(new Step.Visit(root, "", 0));
        while (!report.open.isEmpty() && report.found.size() < LIMIT) {
            report.take(report.open.pop());
        }
        return report.found;
    }

    private void take(Step step) {
        if (step instanceof Step.Report report) {
            found.add(report.mismatch());
        } else if (step instanceof Step.Visit visit && visited.put(visit.node(), true) == null) {
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
            steps.add(missingBranch(node, node.writer(), pointer, 0));
            return steps;
        }
        for (Node.Edge edge : node.edges()) {
            if (!edge.child().isReadable()) {
                PairRules.Part part = edge.part();
                String place = Pointer.below(pointer, part.place());
                steps.add(
                        demands.hidesParts()
                                ? missingBranch(node, part.writer(), place, part.order())
                                : new Step.Visit(edge.child(), place, part.order()));
            }
        }
        return steps;
    }

    private static Step missingBranch(Node node, Schema lacking, String pointer, int order) {
        String about = "reader union lacking writer type: " + lacking.getType();
        return new Step.Report(
                mismatch(Mismatch.Rule.MISSING_UNION_BRANCH, pointer, about, node.reader(), lacking), order);
    }

    /** A mismatch, or a doubt, between two parts. */
    static Mismatch mismatch(Mismatch.Rule rule, String pointer, String about, Schema reader, Schema writer) {
        return new Mismatch(rule, pointer.isEmpty() ? "/" : pointer, about, Fragment.of(reader), Fragment.of(writer));
    }
}
