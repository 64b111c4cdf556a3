package dev.signet.schema.avro.resolution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** The branches of a reader's union, found by what they may read: comparing each with each would be quadratic. */
final class UnionBranches {
    private final Map<Type, List<Schema>> byType = new EnumMap<>(Type.class);
    private final Map<String, List<Schema>> bySimpleName = new HashMap<>();
    private final Map<String, List<Schema>> byAlias = new HashMap<>();

    UnionBranches(Schema union) {
        for (Schema branch : union.getTypes()) {
            byType.computeIfAbsent(branch.getType(), type -> new ArrayList<>()).add(branch);
            if (isNamed(branch.getType())) {
                bySimpleName
                        .computeIfAbsent(branch.getName(), name -> new ArrayList<>())
                        .add(branch);
                for (String alias : branch.getAliases()) {
                    byAlias.computeIfAbsent(alias, name -> new ArrayList<>()).add(branch);
                }
            }
        }
    }

    /** The branches whose type, and name if it has one, fits the writer's. The writer is not a union. */
    List<Schema> thatMayRead(Schema writer) {
        if (isNamed(writer.getType())) {
            List<Schema> named = new ArrayList<>(1);
            addOfType(named, bySimpleName.getOrDefault(writer.getName(), List.of()), writer.getType());
            addOfType(named, byAlias.getOrDefault(writer.getFullName(), List.of()), writer.getType());
            return named;
        }
        List<Schema> found = new ArrayList<>(byType.getOrDefault(writer.getType(), List.of()));
        byType.forEach((type, branches) -> {
            if (PairRules.isPromotable(writer.getType(), type)) {
                found.addAll(branches);
            }
        });
        return found;
    }

    private static void addOfType(List<Schema> found, List<Schema> candidates, Type type) {
        for (Schema candidate : candidates) {
            if (candidate.getType() == type && found.stream().noneMatch(known -> isSame(known, candidate))) {
                found.add(candidate);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Schema left, Schema right) {
        return left == right;
    }

    private static boolean isNamed(Type type) {
        return type == Type.RECORD || type == Type.ENUM || type == Type.FIXED;
    }
}
