package dev.signet.schema.avro.resolution;

import dev.signet.schema.compat.Mismatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.jspecify.annotations.Nullable;

/** What one pair of types demands of its parts, and where its own types do not fit. */
final class PairRules {
    private static final int SYMBOLS_SHOWN = 100;

    private final IdentityHashMap<Schema, UnionBranches> branches = new IdentityHashMap<>();
    private long evident;

    /** How many of the parts must be readable. */
    enum Quantifier {
        ALL,
        ANY
    }

    /**
     * A pair of parts.
     *
     * @param place where it stands below the pair, as JSON pointer: {@code /items}, {@code /fields/2/type}, or empty
     * @param order place among the failures and parts of its pair, in the order of the schema
     */
    record Part(Schema reader, Schema writer, String place, int order) {}

    /** A place at which the pair's own types do not fit. */
    record Failure(Mismatch.Rule rule, String place, String about, int order) {}

    /**
     * All that a pair demands.
     *
     * @param quantifier how many parts must be readable
     * @param parts pairs of parts
     * @param failures what is wrong with the pair itself
     * @param hidesParts whether a failing part is reported here, as a missing branch, and not by itself
     */
    record Demands(Quantifier quantifier, List<Part> parts, List<Failure> failures, boolean hidesParts) {
        static final Demands NONE = new Demands(Quantifier.ALL, List.of(), List.of(), false);

        static Demands all(List<Part> parts) {
            return new Demands(Quantifier.ALL, parts, List.of(), false);
        }

        static Demands failing(Failure... failures) {
            return new Demands(Quantifier.ALL, List.of(), List.of(failures), false);
        }
    }

    /** How many pairs were passed over because they are {@linkplain EvidentPairs evident}. */
    long evident() {
        return evident;
    }

    Demands demands(Schema reader, Schema writer) {
        if (writer.getType() == Type.UNION) {
            return writerUnion(reader, writer);
        }
        if (reader.getType() == Type.UNION) {
            return readerUnion(reader, writer);
        }
        if (reader.getType() != writer.getType()) {
            return isPromotable(writer.getType(), reader.getType()) ? Demands.NONE : typeMismatch(reader, writer);
        }
        return switch (reader.getType()) {
            case ARRAY -> only(reader.getElementType(), writer.getElementType(), "/items");
            case MAP -> only(reader.getValueType(), writer.getValueType(), "/values");
            case FIXED -> fixed(reader, writer);
            case ENUM -> symbols(reader, writer);
            case RECORD -> record(reader, writer);
            default -> Demands.NONE;
        };
    }

    static boolean isPromotable(Type writer, Type reader) {
        return switch (reader) {
            case LONG -> writer == Type.INT;
            case FLOAT -> writer == Type.INT || writer == Type.LONG;
            case DOUBLE -> writer == Type.INT || writer == Type.LONG || writer == Type.FLOAT;
            case BYTES -> writer == Type.STRING;
            case STRING -> writer == Type.BYTES;
            default -> false;
        };
    }

    /** Parts that are evident are left out: they cannot fail, and nobody needs to be told of them. */
    private boolean passesOver(Schema reader, Schema writer) {
        if (EvidentPairs.contain(reader, writer)) {
            evident++;
            return true;
        }
        return false;
    }

    private Demands only(Schema reader, Schema writer, String place) {
        return passesOver(reader, writer) ? Demands.NONE : Demands.all(List.of(new Part(reader, writer, place, 0)));
    }

    private Demands writerUnion(Schema reader, Schema writer) {
        List<Part> parts = new ArrayList<>();
        int place = 0;
        for (Schema branch : writer.getTypes()) {
            if (!passesOver(reader, branch)) {
                parts.add(new Part(reader, branch, "/" + place, place));
            }
            place++;
        }
        boolean unions = reader.getType() == Type.UNION;
        return new Demands(Quantifier.ALL, parts, List.of(), unions);
    }

    private Demands readerUnion(Schema reader, Schema writer) {
        List<Part> parts = new ArrayList<>();
        for (Schema branch :
                branches.computeIfAbsent(reader, UnionBranches::new).thatMayRead(writer)) {
            parts.add(new Part(branch, writer, "", parts.size()));
        }
        return new Demands(Quantifier.ANY, parts, List.of(), true);
    }

    private static Demands typeMismatch(Schema reader, Schema writer) {
        String about = "reader type: " + reader.getType() + " not compatible with writer type: " + writer.getType();
        return Demands.failing(new Failure(Mismatch.Rule.TYPE_MISMATCH, "", about, 0));
    }

    private static Demands fixed(Schema reader, Schema writer) {
        List<Failure> failures = new ArrayList<>();
        addNameMismatch(failures, reader, writer);
        if (reader.getFixedSize() != writer.getFixedSize()) {
            String about = "expected: " + writer.getFixedSize() + ", found: " + reader.getFixedSize();
            failures.add(new Failure(Mismatch.Rule.FIXED_SIZE_MISMATCH, "/size", about, 0));
        }
        return new Demands(Quantifier.ALL, List.of(), failures, false);
    }

    private static Demands symbols(Schema reader, Schema writer) {
        List<Failure> failures = new ArrayList<>();
        addNameMismatch(failures, reader, writer);
        Set<String> known = new HashSet<>(reader.getEnumSymbols());
        Set<String> missing = new TreeSet<>();
        writer.getEnumSymbols().stream()
                .filter(symbol -> !known.contains(symbol))
                .forEach(missing::add);
        boolean hasDefault = reader.getEnumDefault() != null && known.contains(reader.getEnumDefault());
        if (!missing.isEmpty() && !hasDefault) {
            failures.add(new Failure(Mismatch.Rule.MISSING_ENUM_SYMBOLS, "/symbols", listed(missing), 0));
        }
        return new Demands(Quantifier.ALL, List.of(), failures, false);
    }

    private static String listed(Set<String> symbols) {
        if (symbols.size() <= SYMBOLS_SHOWN) {
            return symbols.toString();
        }
        List<String> shown = new ArrayList<>(symbols).subList(0, SYMBOLS_SHOWN);
        return "[" + String.join(", ", shown) + ", … and " + (symbols.size() - SYMBOLS_SHOWN) + " more]";
    }

    private static void addNameMismatch(List<Failure> failures, Schema reader, Schema writer) {
        if (!hasNameOf(reader, writer)) {
            failures.add(new Failure(Mismatch.Rule.NAME_MISMATCH, "/name", "expected: " + writer.getFullName(), -1));
        }
    }

    /** Names match without their namespaces, or by an alias of the reader. */
    static boolean hasNameOf(Schema reader, Schema writer) {
        return reader.getName().equals(writer.getName()) || reader.getAliases().contains(writer.getFullName());
    }

    private Demands record(Schema reader, Schema writer) {
        List<Part> parts = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        addNameMismatch(failures, reader, writer);
        for (Field field : reader.getFields()) {
            List<Field> sources = sources(writer, field);
            if (sources.size() > 1) {
                String about = field.name() + " is " + sources.get(0).name() + " and "
                        + sources.get(1).name();
                failures.add(new Failure(Mismatch.Rule.AMBIGUOUS_ALIAS, place(field), about, field.pos()));
            } else if (sources.size() == 1) {
                addField(parts, field, sources.get(0).schema());
            } else if (!field.hasDefaultValue()) {
                failures.add(missing(field, writer, place(field)));
            }
        }
        return new Demands(Quantifier.ALL, parts, failures, false);
    }

    private void addField(List<Part> parts, Field field, Schema writer) {
        if (!passesOver(field.schema(), writer)) {
            parts.add(new Part(field.schema(), writer, place(field) + "/type", field.pos()));
        }
    }

    private static String place(Field field) {
        return "/fields/" + field.pos();
    }

    private static Failure missing(Field field, Schema writer, String place) {
        boolean enumDefault = field.schema().getType() == Type.ENUM && enumDefault(field.schema()) != null;
        if (enumDefault) {
            // Avro's checker compares the enum with the whole record here; its words are kept for clients that know
            // them.
            String about = "reader type: ENUM not compatible with writer type: " + writer.getType();
            return new Failure(Mismatch.Rule.ENUM_FIELD_MISSING_DEFAULT_VALUE, place + "/type", about, field.pos());
        }
        return new Failure(Mismatch.Rule.READER_FIELD_MISSING_DEFAULT_VALUE, place, field.name(), field.pos());
    }

    private static @Nullable String enumDefault(Schema schema) {
        return schema.getEnumDefault();
    }

    /** The writer's fields that a reader's field takes its value from, by name or alias; one if all is well. */
    private static List<Field> sources(Schema writer, Field field) {
        Field namesake = writer.getField(field.name());
        if (field.aliases().isEmpty()) {
            return namesake == null ? List.of() : List.of(namesake);
        }
        List<Field> found = new ArrayList<>();
        if (namesake != null) {
            found.add(namesake);
        }
        for (String alias : field.aliases()) {
            Field former = writer.getField(alias);
            if (former != null) {
                found.add(former);
            }
        }
        return found;
    }
}
