package dev.signet.serde.samples;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.avro.reflect.AvroIgnore;
import org.apache.avro.reflect.AvroName;
import org.apache.avro.reflect.Nullable;
import org.apache.avro.reflect.Stringable;
import org.apache.avro.reflect.Union;

/** Ordinary classes and Java records, as applications have them. */
public final class Trips {
    private Trips() {}

    /** An enum that nobody generated. */
    public enum Mode {
        TRAIN,
        BOAT
    }

    /** One of the two kinds of a place. */
    public record Station(String name, short platform) implements Place {}

    /** The other one. */
    public record Harbour(String name, Character pier) implements Place {}

    /** Either of them. */
    @Union({Station.class, Harbour.class})
    public interface Place {}

    /** A Java record with a part of each kind. */
    public record Trip(
            long id,
            Mode mode,
            Place from,
            Station to,
            List<Station> stops,
            Map<String, Integer> seats,
            Map<URI, Mode> links,
            Set<String> tags,
            @Nullable String remark,
            Optional<Integer> rating,
            Instant departure,
            LocalDate booked,
            UUID ticket,
            BigDecimal price,
            byte[] scan,
            int[] marks,
            double[][] path,
            byte level,
            @AvroName("class_of_travel") int travelClass) {}

    /** A Java record that checks what it is made of. */
    public record Seat(int row) {
        public Seat {
            if (row < 0) {
                throw new IllegalArgumentException("a row is 0 or more, not " + row);
            }
        }
    }

    /** A class whose objects may contain themselves. */
    public static final class Knot {
        public @Nullable Knot next;
        public List<Knot> all = new ArrayList<>();
    }

    /** A class with a sorted set of what has no order of its own. */
    public static final class Drawer {
        public SortedSet<Seat> seats = new TreeSet<>(Comparator.comparing(Seat::row));
    }

    /** An exception: its message is a field of the JDK's. */
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A class with fields, one of which nobody sees, and one of its superclass. */
    public static final class Stay extends Named {
        private int nights;
        private @Nullable Stay next;
        private @Stringable StringBuilder code = new StringBuilder();

        @AvroIgnore
        private String secret = "kept";

        private Stay() {}

        /** A stay at some place. */
        public Stay(String name, int nights, @org.jspecify.annotations.Nullable Stay next) {
            this.name = name;
            this.nights = nights;
            this.next = next;
            this.secret = "changed";
            code.append(nights);
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Stay that
                    && name.equals(that.name)
                    && nights == that.nights
                    && Objects.equals(next, that.next)
                    && code.toString().contentEquals(that.code);
        }

        @Override
        public int hashCode() {
            return Arrays.asList(name, nights).hashCode();
        }

        public String secret() {
            return secret;
        }
    }

    /** The superclass. */
    public abstract static class Named {
        protected String name = "";
    }
}
