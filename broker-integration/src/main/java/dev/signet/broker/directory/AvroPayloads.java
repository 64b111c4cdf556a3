package dev.signet.broker.directory;

import dev.signet.broker.PayloadCheck;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.avro.plan.WriterPlan;
import java.util.Optional;

/**
 * Payloads of an Avro schema, checked by the plan that the serde shares.
 *
 * @param plan the writer schema's plan
 */
record AvroPayloads(WriterPlan plan) implements PayloadCheck {

    static AvroPayloads of(AvroSchema schema) {
        return new AvroPayloads(WriterPlan.of(schema.avro()));
    }

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        return plan.accepts(bytes, from, to);
    }

    @Override
    public Optional<Fault> fault(byte[] bytes, int from, int to) {
        return plan.fault(bytes, from, to).map(fault -> new Fault(fault.path(), fault.offset(), fault.reason()));
    }
}
