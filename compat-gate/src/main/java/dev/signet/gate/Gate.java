package dev.signet.gate;

import dev.signet.client.RegistryUnavailableException;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.VersionSelector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every schema file below a folder against a registry. The verdict is the registry's own: the gate asks the
 * endpoint that judges as registration does. Not safe for concurrent use.
 */
public final class Gate {
    private final SchemaRegistry registry;
    private final Normalize normalize;

    public Gate(SchemaRegistry registry, Normalize normalize) {
        this.registry = registry;
        this.normalize = normalize;
    }

    /**
     * Runs the gate.
     *
     * @param folder where the schema files are
     * @param subjectTemplate how subjects are named, such as {@code {record}} or {@code {path}-value}
     */
    public GateResult check(Path folder, String subjectTemplate) {
        Discovery discovery = new Discovery(new Discovery.SubjectTemplate(subjectTemplate));
        Discovery.Result result = discovery.discover(folder);
        if (result instanceof Discovery.Result.Found found) {
            try {
                return check(found.files());
            } catch (RegistryUnavailableException unavailable) {
                return new GateResult.NotChecked(String.valueOf(unavailable.getMessage()));
            }
        }
        return new GateResult.Unreadable(((Discovery.Result.Failed) result).message());
    }

    private GateResult check(List<SchemaFile> files) {
        List<Finding> findings = new ArrayList<>();
        for (SchemaFile file : files) {
            Answer<Finding> finding = check(file);
            if (finding instanceof Answer.Refused<Finding> refused) {
                return new GateResult.NotChecked(
                        file.path() + ": " + refused.refusal().message());
            }
            findings.add(((Answer.Done<Finding>) finding).value());
        }
        return new GateResult.Checked(findings);
    }

    private Answer<Finding> check(SchemaFile file) {
        Answer<SchemaRegistry.RegisteredSchema> latest = registry.version(file.subject(), VersionSelector.LATEST);
        if (latest instanceof Answer.Refused<SchemaRegistry.RegisteredSchema> refused) {
            Refusal refusal = refused.refusal();
            return refusal.code() == ErrorCode.SUBJECT_NOT_FOUND
                    ? Answer.done(finding(Finding.Kind.NEW, file, "no version yet; this would be the first", List.of()))
                    : refusal.answer();
        }
        return registry.check(file.subject(), file.submission(), normalize).map(report -> verdict(file, report));
    }

    private static Finding verdict(SchemaFile file, CompatibilityReport report) {
        return report.compatible()
                ? finding(Finding.Kind.COMPATIBLE, file, "may be registered", report.doubts())
                : finding(Finding.Kind.INCOMPATIBLE, file, String.join("\n", report.reasons()), report.doubts());
    }

    private static Finding finding(Finding.Kind kind, SchemaFile file, String message, List<String> warnings) {
        return new Finding(kind, file.path(), file.subject(), message, warnings);
    }
}
