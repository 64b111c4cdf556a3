package dev.signet.schema.avro.plan;

import static dev.signet.schema.avro.plan.Binary.FAULT;

import dev.signet.schema.avro.plan.PlanNode.Code;

/**
 * The walk over a payload that says only whether it is good: no objects, no exceptions. {@link FaultFinder} is its
 * twin that explains; both must always agree.
 */
final class PayloadWalk {
    private PayloadWalk() {}

    /**
     * Where the value at p ends, or a fault.
     *
     * @param depth how many records, arrays and maps may still be entered
     */
    static int walk(PlanNode node, byte[] b, int p, int end, int depth) {
        return switch (node.code) {
            case Code.FIXED -> node.size <= end - p ? p + node.size : FAULT;
            case Code.BOOLEAN -> p < end && (b[p] & 0xfe) == 0 ? p + 1 : FAULT;
            case Code.INT -> Binary.intEnd(b, p, end);
            case Code.LONG -> Binary.longEnd(b, p, end);
            case Code.STRING -> Binary.stringEnd(b, p, end);
            case Code.BYTES -> Binary.bytesEnd(b, p, end);
            case Code.ENUM -> enumeration(node, b, p, end);
            case Code.UNION -> union(node, b, p, end, depth);
            case Code.RECORD -> record(node, b, p, end, depth);
            default -> blocks(node, b, p, end, depth);
        };
    }

    private static int enumeration(PlanNode node, byte[] b, int p, int end) {
        int indexEnd = Binary.intEnd(b, p, end);
        return indexEnd >= 0 && isIndex(Binary.value(b, p, indexEnd), node.size) ? indexEnd : FAULT;
    }

    private static int union(PlanNode node, byte[] b, int p, int end, int depth) {
        int indexEnd = Binary.intEnd(b, p, end);
        if (indexEnd < 0) {
            return FAULT;
        }
        long index = Binary.value(b, p, indexEnd);
        return isIndex(index, node.size) ? walk(node.children[(int) index], b, indexEnd, end, depth) : FAULT;
    }

    private static boolean isIndex(long index, int size) {
        return index >= 0 && index < size;
    }

    private static int record(PlanNode node, byte[] b, int p, int end, int depth) {
        if (depth == 0) {
            return FAULT;
        }
        int at = p;
        for (PlanNode field : node.children) {
            at = walk(field, b, at, end, depth - 1);
            if (at < 0) {
                return FAULT;
            }
        }
        return at;
    }

    /** An array or a map: blocks of a count and its items; a negative count is followed by the block's size. */
    private static int blocks(PlanNode node, byte[] b, int p, int end, int depth) {
        if (depth == 0) {
            return FAULT;
        }
        int at = p;
        while (true) {
            int countEnd = Binary.longEnd(b, at, end);
            if (countEnd < 0) {
                return FAULT;
            }
            long count = Binary.value(b, at, countEnd);
            if (count == 0) {
                return countEnd;
            }
            at = count > 0
                    ? items(node, b, countEnd, end, count, depth - 1)
                    : sizedBlock(node, b, countEnd, end, -count, depth - 1);
            if (at < 0) {
                return FAULT;
            }
        }
    }

    private static int sizedBlock(PlanNode node, byte[] b, int p, int end, long count, int depth) {
        int sizeEnd = Binary.longEnd(b, p, end);
        if (sizeEnd < 0) {
            return FAULT;
        }
        long size = Binary.value(b, p, sizeEnd);
        if (size < 0 || size > end - sizeEnd) {
            return FAULT;
        }
        int blockEnd = sizeEnd + (int) size;
        return items(node, b, sizeEnd, blockEnd, count, depth) == blockEnd ? blockEnd : FAULT;
    }

    private static int items(PlanNode node, byte[] b, int p, int end, long count, int depth) {
        // Every item has a byte at least: a plan with empty items is not walked here. Negative: -2^63 has no opposite.
        if (count < 0 || count > end - p) {
            return FAULT;
        }
        PlanNode item = node.children[0];
        int code = node.code;
        int at = p;
        for (int i = 0; i < (int) count; i++) {
            int itemStart = code == Code.ARRAY ? at : keyEnd(code, b, at, end);
            at = itemStart < 0 ? FAULT : walk(item, b, itemStart, end, depth);
            if (at < 0) {
                return FAULT;
            }
        }
        return at;
    }

    private static int keyEnd(int code, byte[] b, int p, int end) {
        return code == Code.MAP ? Binary.stringEnd(b, p, end) : Binary.bytesEnd(b, p, end);
    }
}
