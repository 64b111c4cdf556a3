package dev.signet.gate.baseline;

import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.HttpSignetRegistry;
import dev.signet.client.RegistryUnavailableException;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry;
import dev.signet.gate.config.Wishes;
import dev.signet.gate.files.SchemaFile;
import dev.signet.gate.history.Candidates;
import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.gate.verdict.ChangeSetJudge;
import dev.signet.gate.verdict.Judgement;
import dev.signet.gate.verdict.Stamp;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.Revisions;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.export.Texts;
import dev.signet.schema.rest.ChangeSetReply;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registry. A Signet is asked for what it holds and for a dry run of all files as one change set, in two or three
 * requests however many files there are; the dry run has the last word. Any other registry is asked file by file.
 */
public final class RegistryBaseline implements Baseline {
    /** Names of subjects that fit into an address; for more, everything is asked for. */
    private static final int NAMES = 4_000;

    private final ClientSettings settings;
    private final Wishes wishes;

    public RegistryBaseline(ClientSettings settings, Wishes wishes) {
        this.settings = settings;
        this.wishes = wishes;
    }

    @Override
    public String name() {
        return "registry:" + settings.urls().get(0);
    }

    @Override
    public BaselineResult judge(List<SchemaFile> files) {
        try (SignetRegistry signet = new HttpSignetRegistry(settings)) {
            Answer<List<ExportItem>> export = export(signet, files);
            if (export instanceof Answer.Refused<List<ExportItem>> refused) {
                return isUnknown(refused.refusal())
                        ? judgeOneByOne(files)
                        : unavailable(refused.refusal().message());
            }
            return judge(signet, files, export.asOptional().orElseThrow());
        } catch (RegistryUnavailableException unavailable) {
            return unavailable(String.valueOf(unavailable.getMessage()));
        } catch (UnreadableHistoryException unreadable) {
            return unavailable(String.valueOf(unreadable.getMessage()));
        }
    }

    private static boolean isUnknown(Refusal refusal) {
        return refusal.code() == ErrorCode.NOT_FOUND || refusal.code() == ErrorCode.METHOD_NOT_ALLOWED;
    }

    private BaselineResult judge(SignetRegistry signet, List<SchemaFile> files, List<ExportItem> items) {
        ExportedState state = new ExportedState();
        items.forEach(state);
        Candidates candidates = new Candidates(state.histories(), state, state.defaultLevel(), wishes);
        String size = state.histories().size();
        List<Judgement> judgements = new ChangeSetJudge(state.histories(), candidates).judge(files);
        Answer<ChangeSetReply> reply = signet.changes(
                new SentChanges(candidates::actual, wishes).body(files, Optional.empty()),
                SignetRegistry.Applying.DRY_RUN);
        if (reply instanceof Answer.Refused<ChangeSetReply> refused) {
            return unavailable(refused.refusal().message());
        }
        ChangeSetReply verdicts = reply.asOptional().orElseThrow();
        return new BaselineResult.Judged(
                new Stamp("registry", name(), String.valueOf(verdicts.cursor()), List.of(size)),
                RegistryWord.applied(judgements, verdicts));
    }

    /** What the files' subjects are, and those that their versions refer to; everything where that is not known. */
    private static Answer<List<ExportItem>> export(SignetRegistry signet, List<SchemaFile> files) {
        Set<String> names = new LinkedHashSet<>();
        files.forEach(file -> names.add(file.subject().qualified()));
        int length = names.stream().mapToInt(String::length).sum() + 9 * names.size();
        boolean plain = names.stream().noneMatch(name -> name.contains("*") || name.contains("?"));
        if (length > NAMES || !plain) {
            return signet.export(everything());
        }
        List<SubjectGlob> globs = names.stream().map(SubjectGlob::new).toList();
        Answer<List<ExportItem>> some = signet.export(new ExportSelection(globs, Texts.ALL, Revisions.LEFT_OUT));
        boolean complete = some.asOptional().map(RegistryBaseline::isClosed).orElse(true);
        return complete ? some : signet.export(everything());
    }

    private static ExportSelection everything() {
        return new ExportSelection(List.of(), Texts.ALL, Revisions.LEFT_OUT);
    }

    /** Whether all that is referred to, and what stands behind aliases, is there, too. */
    private static boolean isClosed(List<ExportItem> items) {
        Set<Subject> there = new HashSet<>();
        Set<Subject> wanted = new HashSet<>();
        for (ExportItem item : items) {
            if (item instanceof ExportItem.OfVersion version) {
                there.add(version.subject());
                for (SchemaReference reference : version.schema().references()) {
                    wanted.add(
                            Subject.parse(reference.subject(), version.subject().context()));
                }
            } else if (item instanceof ExportItem.OfSubject of) {
                of.settings()
                        .config()
                        .flatMap(config -> Optional.ofNullable(config.alias()))
                        .ifPresent(alias ->
                                wanted.add(Subject.parse(alias, of.subject().context())));
            }
        }
        return there.containsAll(wanted);
    }

    private BaselineResult judgeOneByOne(List<SchemaFile> files) {
        try (SchemaRegistry registry = new HttpSchemaRegistry(settings)) {
            Answer<List<Judgement>> judgements = new OneByOne(registry, wishes).judge(files);
            if (judgements instanceof Answer.Refused<List<Judgement>> refused) {
                return unavailable(refused.refusal().message());
            }
            List<String> notes = List.of("this registry has no change sets: it was asked file by file,"
                    + " and a change to a shared type is judged by itself");
            return new BaselineResult.Judged(
                    new Stamp("registry", name(), "", notes),
                    judgements.asOptional().orElseThrow());
        }
    }

    private BaselineResult unavailable(String message) {
        return new BaselineResult.Unavailable(name(), message);
    }
}
