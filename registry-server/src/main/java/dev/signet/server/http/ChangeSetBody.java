package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.server.registry.ChangeSetLimits;
import java.io.IOException;
import java.io.InputStream;

/** The body of a change set as it arrives: of a bounded length, in bounded time and memory. Confined to one thread. */
final class ChangeSetBody extends InputStream {
    private final InputStream body;
    private final BodyMemory memory;
    private final ChangeSetLimits limits;
    private final long most;
    private final long begun = System.nanoTime();
    private long read;

    /** Thrown out of a read that goes beyond what is allowed. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    ChangeSetBody(InputStream body, BodyMemory memory, ChangeSetLimits limits) {
        this.body = body;
        this.memory = memory;
        this.limits = limits;
        this.most = Math.min(limits.bodyBytes(), memory.bytes() / ChangeSetDoor.WORTH);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = body.read(into, offset, length);
        if (count > 0) {
            read += count;
            boolean room = memory.take((long) count * ChangeSetDoor.WORTH);
            check(room);
        }
        return count;
    }

    private void check(boolean room) throws Refused {
        if (read > most) {
            throw new Refused(ErrorCode.BODY_TOO_LARGE.refusal("The request body is longer than " + most + " bytes"
                    + (most < limits.bodyBytes()
                            ? ", which is what the registry's memory allows; send the change set in several"
                            : " (signet.changes.max.body); send the change set in several")));
        }
        if (!room) {
            throw new Refused(
                    ErrorCode.OVERLOADED.refusal("The registry has no memory for the request; send it again"));
        }
        if (System.nanoTime() - begun > limits.timeout().toNanos()) {
            throw new Refused(ErrorCode.REQUEST_TIMEOUT.refusal("The request body did not arrive within "
                    + limits.timeout().toMillis() + " ms (signet.changes.timeout)"));
        }
    }

    /** Gives the memory back; the body itself belongs to the server. */
    @Override
    public void close() {
        memory.giveBack(read * ChangeSetDoor.WORTH);
    }
}
