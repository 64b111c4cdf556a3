package dev.signet.broker;

import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.FoundRecord.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes single records out of batches of record format 2, for those who want to see what was refused. For one thread,
 * once. What cannot be read ends it: the records before it are those that are found.
 */
public final class AppendRecords implements BadAppend.Records {

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Decompressor decompressor;

    /**
     * The batches between two indexes of an array, which is read when records are asked for.
     *
     * @param decompressor expands batches that are compressed
     */
    public AppendRecords(byte[] bytes, int from, int to, Decompressor decompressor) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.decompressor = decompressor;
    }

    @Override
    public List<FoundRecord> at(Set<Integer> indexes) {
        Search search = new Search(indexes);
        int at = from;
        while (!search.isDone() && to - at >= BatchFormat.HEADER_SIZE) {
            int size = BatchFormat.int32(bytes, at + BatchFormat.LENGTH_OFFSET) + BatchFormat.LENGTH_END;
            if (size < BatchFormat.HEADER_SIZE || size > to - at || bytes[at + BatchFormat.MAGIC_OFFSET] != 2) {
                break;
            }
            batch(search, at, at + size);
            at += size;
        }
        return search.found;
    }

    private void batch(Search search, int at, int end) {
        int codec = BatchFormat.int16(bytes, at + BatchFormat.ATTRIBUTES_OFFSET) & BatchFormat.CODEC_MASK;
        int first = at + BatchFormat.HEADER_SIZE;
        int count = BatchFormat.int32(bytes, at + BatchFormat.COUNT_OFFSET);
        search.baseTime = BatchFormat.int64(bytes, at + BatchFormat.BASE_TIMESTAMP_OFFSET);
        if (codec == 0) {
            search.walk(bytes, first, end, count);
        } else {
            try {
                compressed(search, decompressor.expand(codec, bytes, first, end), count);
            } finally {
                decompressor.done();
            }
        }
    }

    private static void compressed(Search search, Expansion expansion, int count) {
        if (expansion instanceof Expansion.Records plain) {
            search.walk(plain.bytes(), 0, plain.length(), count);
        } else {
            search.broken = true;
        }
    }

    /** One walk over the records. */
    private static final class Search {
        private final Set<Integer> wanted;
        private final List<FoundRecord> found = new ArrayList<>();
        private final RecordCursor cursor = new RecordCursor();
        private long baseTime;
        private int index;
        private boolean broken;

        Search(Set<Integer> wanted) {
            this.wanted = wanted;
        }

        boolean isDone() {
            return broken || found.size() == wanted.size();
        }

        void walk(byte[] plain, int from, int to, int count) {
            cursor.reset(plain, from, to);
            for (int n = 0; n < count && !isDone(); n++, index++) {
                int length = cursor.varint();
                if (length < 0 || length > cursor.remaining()) {
                    broken = true;
                } else if (wanted.contains(index)) {
                    record();
                } else {
                    cursor.skip(length);
                }
            }
        }

        private void record() {
            cursor.skip(1);
            long time = baseTime + cursor.varlong();
            cursor.varint();
            byte @Nullable [] key = next();
            byte @Nullable [] value = next();
            List<Header> headers = headers();
            broken = cursor.broken();
            if (!broken) {
                found.add(new FoundRecord(index, Math.max(time, -1), key, value, headers));
            }
        }

        private List<Header> headers() {
            int count = cursor.varint();
            List<Header> headers = new ArrayList<>();
            for (int n = 0; n < count && !cursor.broken(); n++) {
                byte @Nullable [] name = next();
                byte @Nullable [] value = next();
                headers.add(new Header(name == null ? "" : new String(name, StandardCharsets.UTF_8), value));
            }
            return headers;
        }

        private byte @Nullable [] next() {
            int length = cursor.varint();
            int at = cursor.position();
            if (length < 0) {
                return null;
            }
            cursor.skip(length);
            return cursor.broken() ? null : Arrays.copyOfRange(cursor.bytes(), at, at + length);
        }
    }
}
