package dev.signet.broker;

import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.schema.wire.WireFormat;

/** One thread's walk over batches, used over and over so that a good batch costs no allocation. */
final class BatchWalk {

    private final Decompressor decompressor;
    private final Findings findings = new Findings();
    private final SideCheck keys;
    private final SideCheck values;
    private final RecordWalk walk;
    private int mostRecordBytes;

    BatchWalk(SchemaDirectory directory, Decompressor decompressor) {
        this.decompressor = decompressor;
        this.keys = new SideCheck(Side.KEY, WireFormat.KEY_HEADER, directory, findings);
        this.values = new SideCheck(Side.VALUE, WireFormat.VALUE_HEADER, directory, findings);
        this.walk = new RecordWalk(keys, values, findings);
    }

    /** The verdict over the batches between two indexes. */
    BatchVerdict verdict(TopicPolicy policy, byte[] bytes, int from, int to, BatchCounts counts) {
        mostRecordBytes = policy.handling().mostRecordBytes();
        findings.begin(policy.mode(), counts);
        keys.begin(policy, policy.key());
        values.begin(policy, policy.value());
        try {
            if (keys.isWaiting() || values.isWaiting()) {
                return new Undecided(keys.isWaiting() ? keys.awaitedSubject() : values.awaitedSubject());
            }
            batches(bytes, from, to);
            // a side that turns out to have a subject is checked from the first record on; each does so once at most
            while (keys.enforceIfFound() | values.enforceIfFound()) {
                findings.begin(policy.mode(), counts);
                batches(bytes, from, to);
            }
            return findings.verdict();
        } finally {
            end(counts);
        }
    }

    private void end(BatchCounts counts) {
        counts.checked(Side.KEY, keys.isChecking() ? findings.index() : 0);
        counts.checked(Side.VALUE, values.isChecking() ? findings.index() : 0);
        walk.clear();
        keys.end();
        values.end();
        findings.end();
    }

    private void batches(byte[] bytes, int from, int to) {
        int at = from;
        while (!walk.isDone() && to - at >= BatchFormat.LENGTH_END) {
            int size = BatchFormat.int32(bytes, at + BatchFormat.LENGTH_OFFSET) + BatchFormat.LENGTH_END;
            if (size < BatchFormat.HEADER_SIZE) {
                walk.malformed("the batch header says a length of " + size + " bytes");
                return;
            }
            if (size > to - at) {
                return;
            }
            batch(bytes, at, at + size);
            at += size;
        }
    }

    private void batch(byte[] bytes, int at, int end) {
        int attributes = BatchFormat.int16(bytes, at + BatchFormat.ATTRIBUTES_OFFSET);
        byte magic = bytes[at + BatchFormat.MAGIC_OFFSET];
        if (magic != BatchFormat.MAGIC) {
            walk.malformed("record format " + magic + " cannot be checked, only format " + BatchFormat.MAGIC);
            return;
        }
        if ((attributes & BatchFormat.CONTROL_BIT) != 0) {
            walk.malformed("clients cannot write control batches");
            return;
        }
        int count = BatchFormat.int32(bytes, at + BatchFormat.COUNT_OFFSET);
        int codec = attributes & BatchFormat.CODEC_MASK;
        if (codec == 0) {
            walk.records(bytes, at + BatchFormat.HEADER_SIZE, end, count);
        } else {
            compressed(codec, bytes, at + BatchFormat.HEADER_SIZE, end, count);
        }
    }

    private void compressed(int codec, byte[] bytes, int from, int to, int count) {
        try {
            expanded(codec, decompressor.expand(codec, bytes, from, to, mostRecordBytes), count);
        } finally {
            decompressor.done();
        }
    }

    private void expanded(int codec, Expansion expansion, int count) {
        if (expansion instanceof Expansion.Records plain) {
            walk.records(plain.bytes(), 0, plain.length(), count);
        } else if (expansion instanceof Expansion.TooLarge large) {
            walk.malformed("its " + BatchFormat.codecName(codec) + " data expands to more than the " + large.limit()
                    + " bytes that are checked at once; send smaller batches");
        } else if (expansion instanceof Expansion.Broken broken) {
            walk.malformed("its " + BatchFormat.codecName(codec) + " data cannot be expanded: " + broken.reason());
        } else if (expansion instanceof Expansion.NoRoom) {
            walk.postpone("there is no room to expand its " + BatchFormat.codecName(codec)
                    + " data beside what other requests hold now");
        }
    }
}
