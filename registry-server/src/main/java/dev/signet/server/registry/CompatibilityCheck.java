package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Metadata;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.compat.LegacyMessages;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the one checker, with the level in force and the versions that count. */
final class CompatibilityCheck {
    private final CompatibilityChecker checker;

    CompatibilityCheck(RegistrySettings.Doubts doubts) {
        checker =
                new CompatibilityChecker(doubts == RegistrySettings.Doubts.REFUSE ? Mismatch.Rule.DOUBTFUL : Set.of());
    }

    /**
     * Judges a schema against versions of its subject.
     *
     * @param rows the versions that may count, newest first
     */
    Step<CompatibilityReport> report(Situation situation, List<VersionRow> rows, Candidate candidate) {
        ConfigSettings config = situation.config();
        CompatibilityLevel level = level(config);
        boolean unchecked = level == CompatibilityLevel.NONE && !validatesFields(config);
        if (unchecked || rows.isEmpty()) {
            return Step.ready(report(new Verdict.Compatible(), config));
        }
        // Which versions are in the schema's group, only their metadata say.
        boolean newestSuffices =
                !level.isTransitive() && config.compatibilityGroup().isEmpty();
        List<VersionRow> needed = newestSuffices ? rows.subList(0, 1) : rows;
        return situation.parsed(needed).then(contents -> {
            List<EarlierVersion> history = history(needed, contents, candidate, config);
            CompatibilityChecker bounded = checker.within(situation.draft().budget());
            Verdict verdict = validatesFields(config)
                    ? bounded.check(candidate.parsed(), reserved(candidate.schema()), history, level)
                    : bounded.check(candidate.parsed(), history, level);
            return verdict instanceof Verdict.Undecided undecided
                    ? Step.refused(refusal(undecided))
                    : Step.ready(report(verdict, config));
        });
    }

    /** What nobody can decide is never taken for compatible. */
    static Refusal refusal(Verdict.Undecided undecided) {
        Difference reason = undecided.reason();
        Refusal plain = ErrorCode.INVALID_SCHEMA.refusal(reason.explanation() + " " + reason.fix());
        return new Refusal(plain.code(), plain.message(), List.of(reason));
    }

    /** Why a schema may not be registered; empty if it may. */
    static Optional<Refusal> refusal(Subject subject, CompatibilityReport report) {
        if (!(report.verdict() instanceof Verdict.Incompatible incompatible)) {
            return Optional.empty();
        }
        Refusal plain = ErrorCode.INCOMPATIBLE_SCHEMA.refusal(
                subject.qualified(), LegacyMessages.of(incompatible, report.validateFields()));
        return Optional.of(new Refusal(plain.code(), plain.message(), incompatible.differences()));
    }

    private static List<EarlierVersion> history(
            List<VersionRow> rows, List<ParsedContent> contents, Candidate candidate, ConfigSettings config) {
        Optional<String> group = group(candidate.schema(), config);
        List<EarlierVersion> history = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ParsedContent content = contents.get(i);
            if (group(content.content().schema(), config).equals(group)) {
                history.add(new EarlierVersion(
                        rows.get(i).version(),
                        rows.get(i).id(),
                        content.parsed(),
                        reserved(content.content().schema())));
            }
        }
        return history;
    }

    private static Optional<String> group(SchemaText schema, ConfigSettings config) {
        return config.compatibilityGroup()
                .flatMap(property -> schema.metadata()
                        .flatMap(said -> Optional.ofNullable(said.properties().get(property))));
    }

    private static CompatibilityReport report(Verdict verdict, ConfigSettings config) {
        return new CompatibilityReport(verdict, level(config), validatesFields(config));
    }

    private static Set<String> reserved(SchemaText schema) {
        return schema.metadata().map(Metadata::reservedFields).orElseGet(Collections::emptySortedSet);
    }

    private static boolean validatesFields(ConfigSettings config) {
        return config.validateFields().orElse(false);
    }

    private static CompatibilityLevel level(ConfigSettings config) {
        return config.compatibilityLevel().orElseThrow();
    }
}
