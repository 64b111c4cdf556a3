package dev.signet.broker;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.schema.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread's walk over batches, used over and over so that a good batch costs no allocation. */
final class BatchWalk {

    /** Magic byte and schema id. */
    private static final int PREFIX = 5;

    private final SchemaDirectory directory;
    private final Decompressor decompressor;
    private final RecordCursor cursor = new RecordCursor();

    private String topic = "";
    private Subject subject = Subject.of("");
    private SubjectRule rule = TopicPolicy.standard("").value().rule();
    private boolean watching;
    private int index;
    private int lastId;
    private @Nullable SchemaAnswer lastAnswer;
    private @Nullable List<RefusedRecord> refused;
    private boolean capped;
    private boolean pending;
    private int pendingId;
    private boolean subjectFound;

    BatchWalk(SchemaDirectory directory, Decompressor decompressor) {
        this.directory = directory;
        this.decompressor = decompressor;
    }

    /** The verdict for a topic whose subject exists. */
    BatchVerdict check(TopicPolicy policy, byte[] bytes, int from, int to) {
        try {
            begin(policy, false);
            batches(bytes, from, to);
            return verdict();
        } finally {
            end();
        }
    }

    /** The verdict for a topic whose subject did not exist when it was last asked for. */
    BatchVerdict watch(TopicPolicy policy, byte[] bytes, int from, int to) {
        try {
            begin(policy, true);
            batches(bytes, from, to);
            if (!subjectFound) {
                return verdict();
            }
        } finally {
            end();
        }
        return check(policy, bytes, from, to);
    }

    private void begin(TopicPolicy policy, boolean asWatcher) {
        topic = policy.topic();
        rule = policy.value().rule();
        subject = rule.ofTopic();
        watching = asWatcher;
        index = 0;
        capped = false;
        pending = false;
        subjectFound = false;
    }

    private void end() {
        cursor.clear();
        lastAnswer = null;
        refused = null;
    }

    private BatchVerdict verdict() {
        // a refusal is final, whatever the pending ids turn out to be
        if (refused != null) {
            return new Refused(refused, capped);
        }
        return pending ? new Undecided(RefusalText.pending(subject, pendingId)) : Accepted.ACCEPTED;
    }

    private boolean done() {
        return capped || subjectFound;
    }

    private void batches(byte[] bytes, int from, int to) {
        int at = from;
        while (!done() && to - at >= BatchFormat.LENGTH_END) {
            int size = BatchFormat.int32(bytes, at + BatchFormat.LENGTH_OFFSET) + BatchFormat.LENGTH_END;
            if (size < BatchFormat.HEADER_SIZE) {
                malformed("the batch header says a length of " + size + " bytes");
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
            malformed("record format " + magic + " cannot be checked, only format " + BatchFormat.MAGIC);
            return;
        }
        if ((attributes & BatchFormat.CONTROL_BIT) != 0) {
            malformed("clients cannot write control batches");
            return;
        }
        int count = BatchFormat.int32(bytes, at + BatchFormat.COUNT_OFFSET);
        int codec = attributes & BatchFormat.CODEC_MASK;
        if (codec == 0) {
            cursor.reset(bytes, at + BatchFormat.HEADER_SIZE, end);
            records(count);
        } else {
            compressed(codec, bytes, at + BatchFormat.HEADER_SIZE, end, count);
        }
    }

    private void compressed(int codec, byte[] bytes, int from, int to, int count) {
        Expansion expansion = decompressor.expand(codec, bytes, from, to);
        if (expansion instanceof Expansion.Records plain) {
            cursor.reset(plain.bytes(), 0, plain.length());
            records(count);
        } else if (expansion instanceof Expansion.TooLarge large) {
            malformed("its " + BatchFormat.codecName(codec) + " data expands to more than the " + large.limit()
                    + " bytes that are checked at once; send smaller batches");
        } else if (expansion instanceof Expansion.Broken broken) {
            malformed("its " + BatchFormat.codecName(codec) + " data cannot be expanded: " + broken.reason());
        }
    }

    private void records(int count) {
        for (int n = 0; n < count && !done(); n++) {
            record();
            if (cursor.broken()) {
                malformed("record " + index + " does not end where it should, or one of its lengths is wrong");
                return;
            }
            index++;
        }
        if (!done() && cursor.remaining() != 0) {
            malformed(cursor.remaining() + " bytes follow after the last of its " + count + " records");
        }
    }

    private void record() {
        int length = cursor.varint();
        int end = cursor.position() + length;
        if (length < 0 || length > cursor.remaining()) {
            cursor.fail();
            return;
        }
        cursor.skip(1);
        cursor.skipVarlong();
        cursor.varint();
        skipField();
        int valueLength = cursor.varint();
        int value = cursor.position();
        cursor.skip(Math.max(valueLength, 0));
        headers();
        if (cursor.position() != end) {
            cursor.fail();
        }
        if (!cursor.broken() && valueLength >= 0) {
            value(cursor.bytes(), value, value + valueLength);
        }
    }

    private void skipField() {
        cursor.skip(Math.max(cursor.varint(), 0));
    }

    private void headers() {
        int count = cursor.varint();
        if (count < 0 || count > cursor.remaining()) {
            cursor.fail();
        }
        for (int n = 0; n < count && !cursor.broken(); n++) {
            cursor.skip(cursor.varint());
            skipField();
        }
    }

    private void value(byte[] bytes, int from, int to) {
        boolean framed = to - from >= PREFIX && bytes[from] == 0;
        if (watching) {
            if (framed) {
                watched(BatchFormat.int32(bytes, from + 1));
            }
            return;
        }
        if (!framed) {
            refuse(Cause.NOT_FRAMED, RefusalText.notFramed(index, topic, subject, bytes, from, to));
            return;
        }
        int id = BatchFormat.int32(bytes, from + 1);
        SchemaAnswer answer = answer(id);
        if (answer instanceof Known known) {
            if (!known.check().accepts(bytes, from + PREFIX, to)) {
                refuse(Cause.PAYLOAD, RefusalText.payload(index, subject, id, known.check(), bytes, from + PREFIX, to));
            }
        } else {
            withoutPlan(id, answer);
        }
    }

    private void watched(int id) {
        SchemaAnswer answer = answer(id);
        if (answer instanceof Pending) {
            pending(id);
        } else if (answer instanceof Known || answer instanceof Unusable) {
            subjectFound = true;
        }
    }

    private void withoutPlan(int id, SchemaAnswer answer) {
        if (answer instanceof Pending) {
            pending(id);
        } else if (answer instanceof UnknownId) {
            refuse(Cause.UNKNOWN_ID, RefusalText.unknownId(index, id, subject));
        } else if (answer instanceof OtherSubject other) {
            refuse(Cause.OTHER_SUBJECT, RefusalText.otherSubject(index, id, topic, subject, other.subjects()));
        } else if (answer instanceof Unusable unusable) {
            refuse(Cause.UNUSABLE_SCHEMA, RefusalText.unusable(index, id, subject, unusable.reason()));
        }
    }

    /** The last id's answer is kept for the batch: most batches carry one id. */
    private SchemaAnswer answer(int id) {
        SchemaAnswer answer = lastAnswer;
        if (answer == null || id != lastId) {
            answer = directory.schema(rule, id);
            lastId = id;
            lastAnswer = answer;
        }
        return answer;
    }

    private void pending(int id) {
        pending = true;
        pendingId = id;
    }

    private void malformed(String reason) {
        // the log itself refuses what it cannot read; a topic that is left alone gets the log's own words
        if (!watching) {
            refuse(Cause.MALFORMED_BATCH, RefusalText.malformed(index, reason));
        }
    }

    private void refuse(Cause cause, String reason) {
        if (refused == null) {
            refused = new ArrayList<>();
        }
        if (refused.size() == BatchValidator.MOST_REFUSALS) {
            capped = true;
        } else {
            refused.add(new RefusedRecord(index, cause, reason));
        }
    }
}
