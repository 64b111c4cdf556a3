package dev.signet.bench.serde.hand;

import dev.signet.bench.serde.sample.Sample;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Flat generic records. */
final class GenericFlat implements ByHand {
    private static final Utf8 CURRENCY = new Utf8("EUR");

    private final HandOutput out = new HandOutput();
    private final Schema schema;
    private final Schema hash;
    private final GenericData.EnumSymbol[] states;
    private final Schema evolved;
    private final Schema evolvedHash;
    private final GenericData.EnumSymbol[] evolvedStates;

    GenericFlat(Sample sample) {
        schema = sample.schema();
        hash = schema.getField("hash").schema();
        states = symbols(schema.getField("state").schema());
        evolved = sample.evolvedSchema();
        evolvedHash = evolved.getField("hash").schema();
        evolvedStates = symbols(evolved.getField("state").schema());
    }

    private static GenericData.EnumSymbol[] symbols(Schema state) {
        return state.getEnumSymbols().stream()
                .map(symbol -> new GenericData.EnumSymbol(state, symbol))
                .toArray(GenericData.EnumSymbol[]::new);
    }

    @Override
    public byte[] write(byte[] header, Object datum) {
        GenericRecord flat = (GenericRecord) datum;
        HandOutput to = out;
        to.begin(header);
        to.ensure(10 + 5 + 1 + 8 + 4);
        to.number((long) flat.get(0));
        to.number((int) flat.get(1));
        to.bool((boolean) flat.get(2));
        to.real((double) flat.get(3));
        to.real((float) flat.get(4));
        to.text((String) flat.get(5));
        to.text((String) flat.get(6));
        to.ensure(10 + 5);
        to.number((long) flat.get(7));
        to.number(state(flat.get(8).toString()));
        to.raw(((GenericFixed) flat.get(9)).bytes());
        return to.toByteArray();
    }

    private static int state(String symbol) {
        return switch (symbol) {
            case "NEW" -> 0;
            case "PAID" -> 1;
            case "SENT" -> 2;
            default -> throw new IllegalArgumentException("there is no state " + symbol);
        };
    }

    @Override
    public Object read(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        GenericData.Record flat = new GenericData.Record(schema);
        flat.put(0, in.longNumber());
        flat.put(1, in.number());
        flat.put(2, in.bool());
        flat.put(3, in.real());
        flat.put(4, in.shortReal());
        flat.put(5, in.utf8());
        flat.put(6, in.utf8());
        flat.put(7, in.longNumber());
        flat.put(8, states[in.number()]);
        flat.put(9, new GenericData.Fixed(hash, in.raw(8)));
        return flat;
    }

    @Override
    public Object readEvolved(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        GenericData.Record flat = new GenericData.Record(evolved);
        flat.put(2, in.longNumber());
        flat.put(11, in.number());
        flat.put(7, in.bool());
        flat.put(5, in.real());
        flat.put(9, in.shortReal());
        flat.put(0, in.utf8());
        flat.put(8, in.utf8());
        flat.put(10, in.longNumber());
        flat.put(4, evolvedStates[in.number()]);
        flat.put(3, new GenericData.Fixed(evolvedHash, in.raw(8)));
        flat.put(1, CURRENCY);
        flat.put(6, 0);
        return flat;
    }
}
