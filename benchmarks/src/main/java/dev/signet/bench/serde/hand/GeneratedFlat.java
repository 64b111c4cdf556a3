package dev.signet.bench.serde.hand;

import dev.signet.bench.data.Flat;
import dev.signet.bench.data.Hash;
import dev.signet.bench.data.State;

/** Flat records of generated classes. */
final class GeneratedFlat implements ByHand {
    private static final State[] STATES = State.values();
    private static final dev.signet.bench.data.evolved.State[] EVOLVED_STATES =
            dev.signet.bench.data.evolved.State.values();

    private final HandOutput out = new HandOutput();

    @Override
    @SuppressWarnings("EnumOrdinal") // the place of a symbol is what Avro writes
    public byte[] write(byte[] header, Object datum) {
        Flat flat = (Flat) datum;
        HandOutput to = out;
        to.begin(header);
        to.ensure(10 + 5 + 1 + 8 + 4);
        to.number(flat.getId());
        to.number(flat.getCount());
        to.bool(flat.getActive());
        to.real(flat.getPrice());
        to.real(flat.getRatio());
        to.text(flat.getName());
        to.text(flat.getCity());
        to.ensure(10 + 5);
        to.number(flat.getAt());
        to.number(flat.getState().ordinal());
        to.raw(flat.getHash().bytes());
        return to.toByteArray();
    }

    @Override
    public Object read(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        Flat flat = new Flat();
        flat.setId(in.longNumber());
        flat.setCount(in.number());
        flat.setActive(in.bool());
        flat.setPrice(in.real());
        flat.setRatio(in.shortReal());
        flat.setName(in.text());
        flat.setCity(in.text());
        flat.setAt(in.longNumber());
        flat.setState(STATES[in.number()]);
        flat.setHash(new Hash(in.raw(8)));
        return flat;
    }

    @Override
    public Object readEvolved(byte[] record, int from) {
        HandInput in = new HandInput(record, from);
        dev.signet.bench.data.evolved.Flat flat = new dev.signet.bench.data.evolved.Flat();
        flat.setId(in.longNumber());
        flat.setCount(in.number());
        flat.setActive(in.bool());
        flat.setPrice(in.real());
        flat.setRatio(in.shortReal());
        flat.setName(in.text());
        flat.setCity(in.text());
        flat.setAt(in.longNumber());
        flat.setState(EVOLVED_STATES[in.number()]);
        flat.setHash(new dev.signet.bench.data.evolved.Hash(in.raw(8)));
        flat.setCurrency("EUR");
        flat.setDiscount(0);
        return flat;
    }
}
