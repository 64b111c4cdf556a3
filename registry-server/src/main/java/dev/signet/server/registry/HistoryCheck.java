package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.compat.LegacyMessages;
import dev.signet.schema.compat.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a history is still one in which each version may follow those before it, once versions have come back into
 * it. Only pairs that a returned version is part of are judged: the others were, when they were registered.
 *
 * @param subject whose history
 * @param level how far a version may move from the ones before it
 * @param group the metadata property that divides versions into groups compared apart
 * @param history the live versions with those that come back, ascending
 * @param back the versions that come back
 */
record HistoryCheck(
        Subject subject,
        CompatibilityLevel level,
        Optional<String> group,
        List<VersionRow> history,
        Set<Version> back) {
    /** The versions whose schemas are looked at. */
    List<VersionRow> needed() {
        if (level == CompatibilityLevel.NONE) {
            return List.of();
        }
        if (level.isTransitive() || group.isPresent()) {
            return history;
        }
        List<VersionRow> needed = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            boolean before = i > 0 && comesBack(history.get(i - 1));
            boolean after = i + 1 < history.size() && comesBack(history.get(i + 1));
            if (comesBack(history.get(i)) || before || after) {
                needed.add(history.get(i));
            }
        }
        return needed;
    }

    /** Why the versions may not come back; empty if they may. */
    Optional<Refusal> refusal(Map<ContextId, ParsedContent> schemas) {
        List<VersionRow> judged = needed();
        for (int i = 1; i < judged.size(); i++) {
            Optional<Refusal> refusal = refusal(judged.get(i), judged.subList(0, i), schemas);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> refusal(VersionRow row, List<VersionRow> before, Map<ContextId, ParsedContent> schemas) {
        ParsedContent schema = schema(row, schemas);
        Verdict verdict = new CompatibilityChecker().check(schema.parsed(), earlier(row, before, schemas), level);
        if (verdict instanceof Verdict.Undecided undecided) {
            return Optional.of(CompatibilityCheck.refusal(undecided));
        }
        if (!(verdict instanceof Verdict.Incompatible incompatible)) {
            return Optional.empty();
        }
        Refusal plain = ErrorCode.INCOMPATIBLE_HISTORY.refusal(
                subject.qualified(), row.version(), level, LegacyMessages.of(incompatible, false));
        return Optional.of(new Refusal(plain.code(), plain.message(), incompatible.differences()));
    }

    /** The versions that count for one, newest first, as at its registration; but only pairs that are new. */
    private List<EarlierVersion> earlier(
            VersionRow row, List<VersionRow> before, Map<ContextId, ParsedContent> schemas) {
        List<EarlierVersion> earlier = new ArrayList<>();
        for (int i = before.size() - 1; i >= 0; i--) {
            VersionRow other = before.get(i);
            ParsedContent schema = schema(other, schemas);
            if (!group(schema).equals(group(schema(row, schemas)))) {
                continue;
            }
            if (comesBack(row) || comesBack(other)) {
                earlier.add(new EarlierVersion(other.version(), other.id(), schema.parsed()));
            }
            if (!level.isTransitive()) {
                break;
            }
        }
        return earlier;
    }

    private boolean comesBack(VersionRow row) {
        return back.contains(row.version());
    }

    private ParsedContent schema(VersionRow row, Map<ContextId, ParsedContent> schemas) {
        return Objects.requireNonNull(schemas.get(new ContextId(subject.context(), row.id())));
    }

    private Optional<String> group(ParsedContent content) {
        return group.flatMap(property -> content.content()
                .schema()
                .metadata()
                .flatMap(said -> Optional.ofNullable(said.properties().get(property))));
    }
}
