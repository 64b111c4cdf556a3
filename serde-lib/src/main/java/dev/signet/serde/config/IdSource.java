package dev.signet.serde.config;

import dev.signet.serde.codec.UnreadableRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where a record says which schema its key or value has. */
public sealed interface IdSource {
    /**
     * The prefix that does not stand in front of the payload.
     *
     * @return its bytes; null if the payload starts with the prefix
     * @throws UnreadableRecordException if it must be elsewhere and is not
     */
    byte @Nullable [] prefix(@Nullable Headers headers);

    /** In the record's last header of that name, else in front of the payload. */
    record HeaderOrPrefix(String header) implements IdSource {
        @Override
        public byte @Nullable [] prefix(@Nullable Headers headers) {
            Header last = headers == null ? null : headers.lastHeader(header);
            return last == null ? null : last.value();
        }
    }

    /** In front of the payload, whatever the headers say. */
    record PrefixOnly() implements IdSource {
        @Override
        public byte @Nullable [] prefix(@Nullable Headers headers) {
            return null;
        }
    }

    /** In the record's last header of that name. */
    record HeaderOnly(String header) implements IdSource {
        @Override
        public byte[] prefix(@Nullable Headers headers) {
            Header last = headers == null ? null : headers.lastHeader(header);
            if (last == null || last.value() == null) {
                throw new UnreadableRecordException("the record has no header " + header
                        + ", which the configured HeaderSchemaIdDeserializer needs; DualSchemaIdDeserializer also reads"
                        + " ids in front of the payload");
            }
            return last.value();
        }
    }

    /** Nowhere: every payload has the schema of the configuration, and nothing in front of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fixed(byte[] bytes) implements IdSource {
        @Override
        public byte[] prefix(@Nullable Headers headers) {
            return bytes;
        }
    }
}
