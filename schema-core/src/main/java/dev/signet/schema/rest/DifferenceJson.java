package dev.signet.schema.rest;

import dev.signet.schema.CompatibilityLevel.Direction;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Version;
import dev.signet.schema.compat.ComparedSchema;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reason of an incompatibility, or one of a comparison of two schemas, as data.
 *
 * @param rule the broken rule's name
 * @param path JSON pointer into the schema
 * @param direction BACKWARD: the new schema cannot read old data; FORWARD: an old schema cannot read new data
 * @param version the earlier version concerned; absent if that is a text
 * @param id that version's schema id; absent if it is a text
 * @param about what the rule is about, such as a field's name
 * @param reader the reader's part of the schema
 * @param writer the writer's part of the schema
 * @param explanation a sentence for the schema's author
 * @param fix what the author can do
 * @param causes for a missing branch: why those that have the right type and name do not fit; without version, id,
 *     explanation and fix
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
        @Nullable String fix,
        @Nullable List<DifferenceJson> causes) {
    /** The differences in their order. */
    public static List<DifferenceJson> of(List<Difference> differences) {
        return differences.stream().map(DifferenceJson::of).toList();
    }

    private static DifferenceJson of(Difference difference) {
        Reason reason =
                new Reason(difference.mismatch(), difference.direction(), difference.explanation(), difference.fix());
        return of(reason, difference.version().number(), difference.id().value());
    }

    /** The reasons in their order; version and id are those of the older schema, if it has any. */
    static List<DifferenceJson> of(List<Reason> reasons, ComparedSchema older) {
        Integer version = older.version().map(Version::number).orElse(null);
        Integer id = older.id().map(SchemaId::value).orElse(null);
        return reasons.stream().map(reason -> of(reason, version, id)).toList();
    }

    private static DifferenceJson of(Reason reason, @Nullable Integer version, @Nullable Integer id) {
        Mismatch mismatch = reason.mismatch();
        return new DifferenceJson(
                mismatch.rule().name(),
                mismatch.pointer(),
                reason.direction().name(),
                version,
                id,
                mismatch.subjectOfRule(),
                mismatch.readerFragment(),
                mismatch.writerFragment(),
                reason.explanation(),
                reason.fix(),
                causes(mismatch, reason.direction()));
    }

    private static List<DifferenceJson> causes(Mismatch mismatch, Direction direction) {
        return mismatch.causes().stream()
                .map(cause -> new DifferenceJson(
                        cause.rule().name(),
                        cause.pointer(),
                        direction.name(),
                        null,
                        null,
                        cause.subjectOfRule(),
                        cause.readerFragment(),
                        cause.writerFragment(),
                        null,
                        null,
                        causes(cause, direction)))
                .toList();
    }

    /** The same without an id, for one that is yet to be drawn. */
    public DifferenceJson withoutId() {
        return new DifferenceJson(
                rule, path, direction, version, null, about, reader, writer, explanation, fix, causes);
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
        return reason().map(known -> new Difference(
                known.mismatch(), known.direction(), earlier, earlierId, known.explanation(), known.fix()));
    }

    /** The same without version and id. */
    Optional<Reason> reason() {
        return named(Mismatch.Rule.values(), rule)
                .flatMap(known -> named(Direction.values(), direction)
                        .map(way -> new Reason(
                                new Mismatch(known, text(path), text(about), text(reader), text(writer), causesAgain()),
                                way,
                                text(explanation),
                                text(fix))));
    }

    private List<Mismatch> causesAgain() {
        return causes == null
                ? List.of()
                : causes.stream()
                        .flatMap(cause -> cause.reason().stream())
                        .map(Reason::mismatch)
                        .toList();
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
