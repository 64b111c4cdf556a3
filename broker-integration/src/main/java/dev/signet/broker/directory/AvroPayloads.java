package dev.signet.broker.directory;

import dev.signet.broker.PayloadCheck;
import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payloads of an Avro schema, checked by the plan that the serde shares. */
final class AvroPayloads implements PayloadCheck {

    private final AvroSchema schema;
    private final Strictness strictness;
    private final WriterPlan plan;
    /** Made when it is first asked for: few topics do. */
    private volatile @Nullable AvroPayloads lenient;

    private AvroPayloads(AvroSchema schema, Strictness strictness) {
        this.schema = schema;
        this.strictness = strictness;
        this.plan = WriterPlan.of(schema.avro(), Framing.REGISTRY, strictness);
    }

    /** The strict check of a writer's schema. */
    static AvroPayloads of(AvroSchema schema) {
        return new AvroPayloads(schema, Strictness.STRICT);
    }

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        return plan.accepts(bytes, from, to);
    }

    @Override
    public Optional<Fault> fault(byte[] bytes, int from, int to) {
        return plan.fault(bytes, from, to).map(fault -> new Fault(fault.path(), fault.offset(), fault.reason()));
    }

    @Override
    public PayloadCheck lenient() {
        if (strictness == Strictness.LENIENT) {
            return this;
        }
        AvroPayloads made = lenient;
        if (made == null) {
            made = new AvroPayloads(schema, Strictness.LENIENT);
            lenient = made;
        }
        return made;
    }
}
