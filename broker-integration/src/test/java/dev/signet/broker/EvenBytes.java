package dev.signet.broker;

import java.util.Optional;

/** A check that a test can see through: every byte of the payload is even, and there is at least one. */
public final class EvenBytes implements PayloadCheck {

    private static final PayloadCheck LENIENT = new PayloadCheck() {
        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            return from < to;
        }

        @Override
        public Optional<Fault> fault(byte[] bytes, int from, int to) {
            return from < to ? Optional.empty() : Optional.of(new Fault("/even", from, "no bytes"));
        }

        @Override
        public PayloadCheck lenient() {
            return this;
        }
    };

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        return faultAt(bytes, from, to) < 0;
    }

    @Override
    public Optional<Fault> fault(byte[] bytes, int from, int to) {
        int at = faultAt(bytes, from, to);
        return at < 0 ? Optional.empty() : Optional.of(new Fault("/even", at, "odd byte"));
    }

    /** Takes every byte, but not the absence of any. */
    @Override
    public PayloadCheck lenient() {
        return LENIENT;
    }

    private static int faultAt(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] % 2 != 0) {
                return at;
            }
        }
        return from == to ? from : -1;
    }
}
