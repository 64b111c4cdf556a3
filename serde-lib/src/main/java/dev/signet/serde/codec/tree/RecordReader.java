package dev.signet.serde.codec.tree;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.Input;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Reads records, field by field of the writer. Bound after it is made, because a recursive type is read by one reader. */
public final class RecordReader implements ValueReader {
    private final Schema schema;
    private final Supplier<Object> instances;
    private List<Step> steps = List.of();

    /** What is done with the next field of the writer, or about one that it does not have. */
    public sealed interface Step {
        void take(Input in, IndexedRecord record);
    }

    /**
     * Reads a field.
     *
     * @param position its place in the reader's record
     */
    public record Put(int position, ValueReader value) implements Step {
        @Override
        public void take(Input in, IndexedRecord record) {
            record.put(position, value.read(in));
        }
    }

    /** Passes over a field that the reader does not have. */
    public record Skip(WriterPlan plan) implements Step {
        @Override
        public void take(Input in, IndexedRecord record) {
            in.skip(plan);
        }
    }

    /** Puts a default that all records may share. */
    public record PutShared(int position, @Nullable Object value) implements Step {
        @Override
        public void take(Input in, IndexedRecord record) {
            record.put(position, value);
        }
    }

    /** Puts a copy of a default: its owner may change it. */
    public record PutCopy(int position, Schema schema, Object value, GenericData model) implements Step {
        @Override
        public void take(Input in, IndexedRecord record) {
            record.put(position, model.deepCopy(schema, value));
        }
    }

    RecordReader(Schema schema, Supplier<Object> instances) {
        this.schema = schema;
        this.instances = instances;
    }

    void bind(List<Step> all) {
        steps = List.copyOf(all);
    }

    /** The reader's schema. */
    public Schema schema() {
        return schema;
    }

    /** A record without values. */
    public IndexedRecord instance() {
        return (IndexedRecord) instances.get();
    }

    /** What is done, in this order. */
    public List<Step> steps() {
        return steps;
    }

    @Override
    public Object read(Input in) {
        in.enter();
        IndexedRecord record = instance();
        for (Step step : steps) {
            step.take(in, record);
        }
        in.leave();
        return record;
    }
}
