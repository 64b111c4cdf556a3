package dev.signet.cli.records;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Harm done to a payload after it was serialized, to see what the log makes of it. The schema id is left alone. */
public enum Damage {
    NONE {
        @Override
        public byte[] done(byte[] record, SplittableRandom random) {
            return record;
        }
    },
    /** One byte is changed, which may also yield other data that are valid. */
    FLIP {
        @Override
        public byte[] done(byte[] record, SplittableRandom random) {
            if (record.length <= HEADER) {
                return record;
            }
            byte[] damaged = record.clone();
            damaged[random.nextInt(HEADER, record.length)] ^= (byte) random.nextInt(1, 256);
            return damaged;
        }
    },
    /** The last byte is missing, which is never valid. */
    CUT {
        @Override
        public byte[] done(byte[] record, SplittableRandom random) {
            return record.length <= HEADER ? record : Arrays.copyOf(record, record.length - 1);
        }
    };

    private static final int HEADER = 5;

    /** The record with the harm done. */
    public abstract byte[] done(byte[] record, SplittableRandom random);
}
