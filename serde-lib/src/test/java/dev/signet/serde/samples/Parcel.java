package dev.signet.serde.samples;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** In the manner of a generated class with getters and setters, one of which was changed by hand: it trims. */
public class Parcel extends SpecificRecordBase {
    public static final int LABEL = 3;
    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
                    {"type":"record","name":"Parcel","namespace":"dev.signet.serde.samples","fields":[
                      {"name":"id","type":"long"},
                      {"name":"fragile","type":"boolean"},
                      {"name":"weight","type":["null","double"],"default":null},
                      {"name":"label","type":{"type":"string","avro.java.string":"String"}},
                      {"name":"state","type":{"type":"enum","name":"PaymentState","symbols":["OPEN","PAID"]}},
                      {"name":"sizes","type":{"type":"array","items":"int"}},
                      {"name":"notes","type":{"type":"map","values":"long","avro.java.string":"String"}},
                      {"name":"inner","type":["null","Parcel"],"default":null}]}""");

    private final Set<Integer> asked = new TreeSet<>();
    private final Set<Integer> put = new TreeSet<>();
    private long id;
    private boolean fragile;
    private @Nullable Double weight;
    private @Nullable String label;
    private @Nullable PaymentState state;
    private @Nullable List<Integer> sizes;
    private @Nullable Map<String, Long> notes;
    private @Nullable Parcel inner;

    public Parcel() {}

    public static Parcel sample() {
        Parcel inner = parcel(7, null);
        return parcel(-5_000_000_000L, inner);
    }

    private static Parcel parcel(long id, @Nullable Parcel inner) {
        Parcel parcel = new Parcel();
        parcel.id = id;
        parcel.fragile = true;
        parcel.weight = inner == null ? null : 2.5;
        parcel.label = " to the left ";
        parcel.state = PaymentState.PAID;
        parcel.sizes = List.of(1, -2, 300);
        parcel.notes = Map.of("a", 1L);
        parcel.inner = inner;
        return parcel;
    }

    /** Fields that were asked for with {@link #get}. */
    public Set<Integer> askedByPosition() {
        return asked;
    }

    /** Fields that were given with {@link #put}. */
    public Set<Integer> putByPosition() {
        return put;
    }

    public long getId() {
        return id;
    }

    public void setId(long value) {
        id = value;
    }

    public boolean getFragile() {
        return fragile;
    }

    public void setFragile(boolean value) {
        fragile = value;
    }

    public @Nullable Double getWeight() {
        return weight;
    }

    public void setWeight(@Nullable Double value) {
        weight = value;
    }

    public @Nullable String getLabel() {
        return label == null ? null : label.trim() + "!";
    }

    public void setLabel(String value) {
        label = value.trim() + "!";
    }

    public @Nullable PaymentState getState() {
        return state;
    }

    public void setState(PaymentState value) {
        state = value;
    }

    public @Nullable List<Integer> getSizes() {
        return sizes;
    }

    public void setSizes(List<Integer> value) {
        sizes = value;
    }

    public @Nullable Map<String, Long> getNotes() {
        return notes;
    }

    public void setNotes(Map<String, Long> value) {
        notes = value;
    }

    public @Nullable Parcel getInner() {
        return inner;
    }

    public void setInner(@Nullable Parcel value) {
        inner = value;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object get(int field) {
        asked.add(field);
        return switch (field) {
            case 0 -> id;
            case 1 -> fragile;
            case 2 -> weight;
            case LABEL -> label;
            case 4 -> state;
            case 5 -> sizes;
            case 6 -> notes;
            case 7 -> inner;
            default -> throw new IndexOutOfBoundsException("Invalid index: " + field);
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public void put(int field, @Nullable Object value) {
        put.add(field);
        switch (field) {
            case 0 -> id = (Long) Objects.requireNonNull(value);
            case 1 -> fragile = (Boolean) Objects.requireNonNull(value);
            case 2 -> weight = (Double) value;
            case LABEL -> label = value == null ? null : value.toString();
            case 4 -> state = (PaymentState) value;
            case 5 -> sizes = (List<Integer>) value;
            case 6 -> notes = (Map<String, Long>) value;
            case 7 -> inner = (Parcel) value;
            default -> throw new IndexOutOfBoundsException("Invalid index: " + field);
        }
    }
}
