package dev.signet.cli.moving;

import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.rest.ConfigReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares byte by byte what a registry holds with what it should hold. It may hold more. */
public final class Verification {
    private final Inventory source;
    private final Inventory target;
    private final Spelling spelling;
    private final List<String> differences = new ArrayList<>();

    private Verification(Inventory source, Inventory target) {
        this.source = source;
        this.target = target;
        this.spelling = new Spelling(source);
    }

    /** One sentence for each difference, in the order of exports. */
    public static List<String> differences(Inventory source, Inventory target) {
        Verification verification = new Verification(source, target);
        source.scopes().forEach(verification::compareSettings);
        source.versions().forEach(verification::compare);
        verification.compareUnusedIds();
        source.associations().forEach(verification::compare);
        return verification.differences;
    }

    private void compareSettings(Subject scope) {
        Optional<ConfigReply> config = source.settings(scope).config();
        if (config.isPresent() && !config.equals(target.settings(scope).config())) {
            differences.add("config of " + ImportModes.shown(scope) + " differs");
        }
        Optional<Mode> mode = source.settings(scope).mode();
        if (mode.isPresent() && !mode.equals(target.settings(scope).mode())) {
            differences.add("mode of " + ImportModes.shown(scope) + " should be " + mode.get() + " and is "
                    + target.settings(scope).mode().map(Mode::name).orElse("not set"));
        }
    }

    private void compare(VersionName named, ExportItem.OfVersion ours) {
        Optional<ExportItem.OfVersion> found = target.version(named);
        if (found.isEmpty()) {
            differences.add(named + " is missing");
            return;
        }
        ExportItem.OfVersion theirs = found.get();
        if (!ours.id().equals(theirs.id())) {
            differences.add(named + " should have id " + ours.id() + " and has " + theirs.id());
        }
        if (ours.state() != theirs.state()) {
            differences.add(named + " should be " + ours.state() + " and is " + theirs.state());
        }
        if (!ours.schema().text().isEmpty() && !ours.schema().equals(theirs.schema())) {
            differences.add(named
                    + (spelling.isSame(ours, theirs)
                            ? " is the same schema in another spelling"
                            : " has another text, references, metadata or rules"));
        }
    }

    private void compare(AssociationName named, ExportItem.OfAssociation ours) {
        ExportItem.OfAssociation theirs = target.associations().get(named);
        if (!ours.equals(theirs)) {
            differences.add("association " + named + " should be " + AssociationImport.detail(ours)
                    + (theirs == null ? " and is missing" : " and is " + AssociationImport.detail(theirs)));
        }
    }

    private void compareUnusedIds() {
        Set<ImportPlan.Binding> known = ImportPlan.bindings(target);
        for (ExportItem.OfId id : source.unusedIds()) {
            if (!known.contains(ImportPlan.Binding.of(id))) {
                differences.add("id " + id.id() + " of context " + id.context() + " is missing");
            }
        }
    }
}
