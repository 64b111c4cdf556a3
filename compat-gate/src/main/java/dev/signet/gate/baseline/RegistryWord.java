package dev.signet.gate.baseline;

import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Outcome;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Version;
import dev.signet.schema.compat.Difference;
import dev.signet.schema.rest.ChangeReply;
import dev.signet.schema.rest.ChangeSetReply;
import dev.signet.schema.rest.DifferenceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what a registry says of each file over what was worked out here. */
final class RegistryWord {
    private RegistryWord() {}

    /** The judgements, in their order. */
    static List<Judgement> applied(List<Judgement> judgements, ChangeSetReply reply) {
        List<ChangeReply> said = reply.changes() == null ? List.of() : reply.changes();
        if (said.size() != judgements.size()) {
            throw new UnreadableHistoryException("the registry was asked about %d files and answered about %d"
                    .formatted(judgements.size(), said.size()));
        }
        List<Judgement> applied = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            applied.add(applied(judgements.get(i), said.get(i)));
        }
        return applied;
    }

    private static Judgement applied(Judgement own, ChangeReply said) {
        return switch (String.valueOf(said.outcome())) {
            case "EXISTING" -> admitted(own, Outcome.UNCHANGED, said);
            case "NEW" -> admitted(own, own.schemas().latest().isEmpty() ? Outcome.NEW : Outcome.COMPATIBLE, said);
            default -> refused(own, said);
        };
    }

    private static Judgement admitted(Judgement own, Outcome outcome, ChangeReply said) {
        List<Difference> warnings = DifferenceJson.differences(said.warnings());
        return new Judgement(
                own.file(),
                own.subject(),
                outcome,
                own.level(),
                Optional.ofNullable(said.version()).map(Version::new),
                "",
                List.of(),
                warnings.isEmpty() ? own.warnings() : warnings,
                own.schemas());
    }

    private static Judgement refused(Judgement own, ChangeReply said) {
        boolean incompatible = said.errorCode() != null && said.errorCode() == ErrorCode.INCOMPATIBLE_SCHEMA.code();
        List<Difference> details = DifferenceJson.differences(said.details());
        if (incompatible && !details.isEmpty()) {
            return new Judgement(
                    own.file(),
                    own.subject(),
                    Outcome.INCOMPATIBLE,
                    own.level(),
                    Optional.empty(),
                    "",
                    details,
                    List.of(),
                    own.schemas());
        }
        return own.outcome().refuses() ? own : own.withOutcome(Outcome.REFUSED, String.valueOf(said.message()));
    }
}
