package dev.signet.schema.avro.plan;

import static dev.signet.schema.avro.plan.Binary.FAULT;

import dev.signet.schema.avro.plan.PlanNode.ArrayNode;
import dev.signet.schema.avro.plan.PlanNode.Code;
import dev.signet.schema.avro.plan.PlanNode.MapNode;
import dev.signet.schema.avro.plan.PlanNode.RecordNode;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The walk of {@link PayloadWalk} once more, with a path and words. For one payload, by one thread. */
final class FaultFinder {
    private final byte[] bytes;
    private final int to;
    private final ValuePath path = new ValuePath();
    private int at;
    private int end;
    private long emptyValues;
    private @Nullable PayloadFault fault;

    FaultFinder(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.to = to;
    }

    Optional<PayloadFault> find(PlanNode root) {
        if (passes(root, WriterPlan.MAX_DEPTH) && at != to) {
            refuse(at, (to - at) + (to - at == 1 ? " byte is" : " bytes are") + " left after the end of the datum");
        }
        return Optional.ofNullable(fault);
    }

    /** Where the datum ends, or a fault. */
    int datumEnd(PlanNode root) {
        return passes(root, WriterPlan.MAX_DEPTH) ? at : FAULT;
    }

    /** Moves past the value of a node; false when a fault was found. */
    private boolean passes(PlanNode node, int depth) {
        if (node.isOversized()) {
            return refuse(at, "the schema makes " + tooMany() + " from no bytes");
        }
        return switch (node.code) {
            case Code.FIXED -> passesFixed(node);
            case Code.BOOLEAN -> passesBoolean();
            case Code.INT -> passesNumber("int", Binary.intEnd(bytes, at, end), 5);
            case Code.LONG -> passesNumber("long", Binary.longEnd(bytes, at, end), 10);
            case Code.STRING -> passesBytes("string", true);
            case Code.BYTES -> passesBytes(node.schema().getName(), false);
            case Code.ENUM -> index("enum", node.size) >= 0;
            case Code.UNION -> passesUnion(node, depth);
            case Code.RECORD -> passesRecord((RecordNode) node, depth);
            default -> passesBlocks(node, depth);
        };
    }

    private boolean passesFixed(PlanNode node) {
        if (node.size > end - at) {
            String name = node.schema().getType() == Schema.Type.FIXED
                    ? "fixed " + node.schema().getFullName()
                    : node.schema().getName();
            return refuse(at, "the " + name + " of " + node.size + " bytes is cut off after " + (end - at));
        }
        at += node.size;
        return true;
    }

    private boolean passesBoolean() {
        if (at == end) {
            return refuse(at, "the boolean is missing: the data ends here");
        }
        if ((bytes[at] & 0xfe) != 0) {
            return refuse(at, "the boolean byte is " + (bytes[at] & 0xff) + ", not 0 or 1");
        }
        at++;
        return true;
    }

    private boolean passesNumber(String what, int numberEnd, int longest) {
        if (numberEnd == FAULT) {
            String reason = at == end
                    ? " is missing: the data ends here"
                    : isCutOff(longest) ? " is cut off: the data ends inside it" : " does not fit into its type";
            return refuse(at, "the " + what + reason);
        }
        at = numberEnd;
        return true;
    }

    private boolean isCutOff(int longest) {
        for (int i = at; i < end; i++) {
            if (bytes[i] >= 0) {
                return false;
            }
        }
        return end - at < longest;
    }

    /** Reads an index of an enum or union; negative when a fault was found. */
    private int index(String what, int size) {
        int start = at;
        if (!passesNumber(what + " index", Binary.intEnd(bytes, at, end), 5)) {
            return FAULT;
        }
        long index = Binary.value(bytes, start, at);
        if (index < 0 || index >= size) {
            String range = size == 0 ? "not valid: there are none" : "not one of 0.." + (size - 1);
            refuse(start, "the " + what + " index " + index + " is " + range);
            return FAULT;
        }
        return (int) index;
    }

    private boolean passesBytes(String what, boolean text) {
        int start = at;
        if (!passesNumber(what + "'s length", Binary.longEnd(bytes, at, end), 10)) {
            return false;
        }
        long length = Binary.value(bytes, start, at);
        if (length < 0) {
            return refuse(start, "the " + what + "'s length " + length + " is negative");
        }
        if (length > end - at) {
            return refuse(start, "the " + what + "'s length " + length + " is more than the " + left());
        }
        int wrong = text ? Binary.utf8Fault(bytes, at, at + (int) length) : FAULT;
        if (wrong >= 0) {
            return refuse(wrong, "the " + what + " is not UTF-8 from byte " + (wrong - at) + " of " + length + " on");
        }
        at += (int) length;
        return true;
    }

    private boolean passesUnion(PlanNode node, int depth) {
        int branch = index("union", node.size);
        return branch >= 0 && passes(node.children[branch], depth);
    }

    private boolean passesRecord(RecordNode node, int depth) {
        if (depth == 0) {
            return refuseDepth();
        }
        for (int i = 0; i < node.fields().size(); i++) {
            PlanNode field = node.fields().get(i);
            if (field.isEmpty() && !field.isOversized()) {
                continue;
            }
            int mark = path.enter(node.schema().getFields().get(i).name());
            if (!passes(field, depth - 1)) {
                return false;
            }
            path.leave(mark);
        }
        return true;
    }

    private boolean passesBlocks(PlanNode node, int depth) {
        if (depth == 0) {
            return refuseDepth();
        }
        long seen = 0;
        while (true) {
            int start = at;
            if (!passesNumber("block's count", Binary.longEnd(bytes, at, end), 10)) {
                return false;
            }
            long count = Binary.value(bytes, start, at);
            if (count == 0) {
                return true;
            }
            if (count == Long.MIN_VALUE) {
                return refuse(start, "the block's count " + count + " has no opposite");
            }
            boolean good = count > 0
                    ? passesItems(node, start, count, seen, depth - 1)
                    : passesSizedBlock(node, start, -count, seen, depth - 1);
            if (!good) {
                return false;
            }
            seen += Math.abs(count);
        }
    }

    private boolean passesSizedBlock(PlanNode node, int start, long count, long seen, int depth) {
        int sizeStart = at;
        if (!passesNumber("block's size", Binary.longEnd(bytes, at, end), 10)) {
            return false;
        }
        long size = Binary.value(bytes, sizeStart, at);
        if (size < 0 || size > end - at) {
            return refuse(sizeStart, "the block's size " + size + " is not between 0 and the " + left());
        }
        int outerEnd = end;
        int blockEnd = at + (int) size;
        end = blockEnd;
        if (!passesItems(node, start, count, seen, depth)) {
            return false;
        }
        if (at != blockEnd) {
            return refuse(
                    sizeStart, "the block's size " + size + " is " + (blockEnd - at) + " more than its items take");
        }
        end = outerEnd;
        return true;
    }

    private boolean passesItems(PlanNode node, int start, long count, long seen, int depth) {
        PlanNode item = node.children[0];
        if (node instanceof ArrayNode && item.isEmpty()) {
            return passesEmptyItems(item, start, count);
        }
        if (count > end - at) {
            return refuse(start, "the block's count " + count + " is more than the " + left() + " can hold");
        }
        for (int i = 0; i < (int) count; i++) {
            int mark = path.enter(seen + i);
            if (node instanceof MapNode && !passesKey(node.code == Code.MAP, mark)) {
                return false;
            }
            if (!passes(item, depth)) {
                return false;
            }
            path.leave(mark);
        }
        return true;
    }

    private boolean passesKey(boolean strict, int mark) {
        int start = at;
        if (!passesBytes("map key", strict)) {
            return false;
        }
        int keyStart = Binary.longEnd(bytes, start, end);
        path.leave(mark);
        path.enter(bytes, keyStart, at);
        return true;
    }

    private boolean passesEmptyItems(PlanNode item, int start, long count) {
        if (count > WriterPlan.MAX_EMPTY_VALUES) {
            return refuse(start, "the block's count " + count + " makes " + tooMany() + " from no bytes");
        }
        if (item.isOversized()) {
            return refuse(start, "the schema makes " + tooMany() + " from no bytes");
        }
        emptyValues += count * item.emptyValues();
        if (emptyValues > WriterPlan.MAX_EMPTY_VALUES) {
            return refuse(start, "the datum makes " + tooMany() + " from no bytes");
        }
        return true;
    }

    private static String tooMany() {
        return "more than " + WriterPlan.MAX_EMPTY_VALUES + " values, or values too deep,";
    }

    private String left() {
        int left = end - at;
        return left + (left == 1 ? " byte that is left" : " bytes that are left");
    }

    private boolean refuseDepth() {
        return refuse(at, "the value is nested more than " + WriterPlan.MAX_DEPTH + " levels deep");
    }

    private boolean refuse(int offset, String reason) {
        fault = new PayloadFault(path.toString(), offset, reason);
        return false;
    }
}
