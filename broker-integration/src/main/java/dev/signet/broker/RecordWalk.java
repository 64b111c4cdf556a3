package dev.signet.broker;

import dev.signet.broker.policy.Side;

/**
 * Walks the records of one batch and shows their keys and values to a {@link SideCheck} each. For one thread, which uses
 * it over and over.
 */
final class RecordWalk {

    private final RecordCursor cursor = new RecordCursor();
    private final SideCheck keys;
    private final SideCheck values;
    private final Findings findings;
    /** Whether a header may still be remembered. */
    private boolean headersSeen;
    /** Whether a batch could not be looked at, so that those behind it are not either. */
    private boolean postponed;

    RecordWalk(SideCheck keys, SideCheck values, Findings findings) {
        this.keys = keys;
        this.values = values;
        this.findings = findings;
    }

    /** Drops the reference to the caller's bytes. */
    void clear() {
        postponed = false;
        cursor.clear();
    }

    /** Whether the rest need not be looked at. */
    boolean isDone() {
        return postponed || findings.isEnough() || keys.hasFoundSubject() || values.hasFoundSubject();
    }

    /** Walks records that lie in plain between two indexes, and says what is wrong with them as a batch. */
    void records(byte[] bytes, int from, int to, int count) {
        cursor.reset(bytes, from, to);
        for (int n = 0; n < count && !isDone(); n++) {
            record();
            if (cursor.broken()) {
                malformed(
                        "record " + findings.index() + " does not end where it should, or one of its lengths is wrong");
                return;
            }
            findings.next();
        }
        if (!isDone() && cursor.remaining() != 0) {
            malformed(cursor.remaining() + " bytes follow after the last of its " + count + " records");
        }
    }

    /** A fault of the batch itself: the log's own words do for a topic that is left alone. */
    void malformed(String reason) {
        if (keys.isEnforced() || values.isEnforced()) {
            findings.malformed(reason);
        }
    }

    /** A batch cannot be looked at now. Where the topic is only monitored it enters, and counts as one unchecked. */
    void postpone(String reason) {
        postponed = true;
        if (!findings.isMonitored()) {
            findings.await(reason);
        } else if (keys.isEnforced() || values.isEnforced()) {
            findings.pass(values.isEnforced() ? Side.VALUE : Side.KEY);
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
        int keyLength = cursor.varint();
        int key = cursor.position();
        cursor.skip(Math.max(keyLength, 0));
        int valueLength = cursor.varint();
        int value = cursor.position();
        cursor.skip(Math.max(valueLength, 0));
        headers();
        if (cursor.position() != end) {
            cursor.fail();
        }
        if (!cursor.broken()) {
            if (keys.isOn()) {
                keys.look(cursor.bytes(), key, keyLength);
            }
            if (values.isOn()) {
                values.look(cursor.bytes(), value, valueLength);
            }
        }
    }

    private void headers() {
        int count = cursor.varint();
        if (count < 0 || count > cursor.remaining()) {
            cursor.fail();
        }
        if (headersSeen) {
            keys.forgetHeader();
            values.forgetHeader();
            headersSeen = false;
        }
        for (int n = 0; n < count && !cursor.broken(); n++) {
            header();
        }
    }

    private void header() {
        headersSeen = true;
        int nameLength = cursor.varint();
        int name = cursor.position();
        cursor.skip(nameLength);
        int length = cursor.varint();
        int value = cursor.position();
        cursor.skip(Math.max(length, 0));
        if (!cursor.broken()) {
            keys.lookAtHeader(cursor.bytes(), name, nameLength, value, length);
            values.lookAtHeader(cursor.bytes(), name, nameLength, value, length);
        }
    }
}
