package dev.signet.schema.rest;

import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.Mismatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reason of an incompatibility, as data.
 *
 * @param rule the broken rule's name
 * @param path JSON pointer into the schema
 * @param direction BACKWARD: the new schema cannot read old data; FORWARD: an old schema cannot read new data
 * @param version the earlier version concerned
 * @param id that version's schema id
 * @param about what the rule is about, such as a field's name
 * @param reader the reader's part of the schema
 * @param writer the writer's part of the schema
 * @param explanation a sentence for the schema's author
 * @param fix what the author can do
 */
public record DifferenceJson(
        @Nullable String rule,
        @Nullable String path,
        @Nullable String direction,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String about,
        @Nullable String reader,
        @Nullable String writer,
        @Nullable String explanation,
        @Nullable String fix) {
    /** The differences in their order. */
    public static List<DifferenceJson> of(List<Difference> differences) {
        return differences.stream().map(DifferenceJson::of).toList();
    }

    private static DifferenceJson of(Difference difference) {
        Mismatch mismatch = difference.mismatch();
        return new DifferenceJson(
                mismatch.rule().name(),
                mismatch.pointer(),
                difference.direction().name(),
                difference.version().number(),
                difference.id().value(),
                mismatch.subjectOfRule(),
                mismatch.readerFragment(),
                mismatch.writerFragment(),
                difference.explanation(),
                difference.fix());
    }

    /** The same without an id, for one that is yet to be drawn. */
    public DifferenceJson withoutId() {
        return new DifferenceJson(rule, path, direction, version, null, about, reader, writer, explanation, fix);
    }

    /** The differences that are understood here, in their order; none if the body had none. */
    public static List<Difference> differences(@Nullable List<DifferenceJson> details) {
        return details == null
                ? List.of()
                : details.stream()
                        .flatMap(detail -> detail.difference().stream())
                        .toList();
    }

    /** The difference again; empty if another server's words for rule or direction are unknown here. */
    public Optional<Difference> difference() {
        if (version == null || version < 1 || id == null || id < 0) {
            return Optional.empty();
        }
        Version earlier = new Version(version);
        SchemaId earlierId = new SchemaId(id);
        return named(Mismatch.Rule.values(), rule)
                .flatMap(known -> named(Direction.values(), direction)
                        .map(way -> new Difference(
                                new Mismatch(known, text(path), text(about), text(reader), text(writer)),
                                way,
                                earlier,
                                earlierId,
                                text(explanation),
                                text(fix))));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, @Nullable String name) {
        for (E value : values) {
            if (value.name().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
