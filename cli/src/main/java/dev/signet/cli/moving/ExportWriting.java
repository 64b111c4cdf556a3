package dev.signet.cli.moving;

import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportFormat;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportItem.State;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.schema.export.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the lines of an export. */
final class ExportWriting {
    private final OutputStream out;

    ExportWriting(OutputStream out) {
        this.out = out;
    }

    void write(ExportItem item) {
        try {
            out.write(ExportFormat.line(item));
            out.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the selected part of an inventory as a whole export, and says how many items it has. */
    long write(Inventory inventory, ExportSelection selection) {
        List<ExportItem> items = new ArrayList<>();
        for (Subject scope : inventory.scopes()) {
            if (scope.name().isEmpty()) {
                items.add(Versions.scope(scope, inventory.settings(scope)));
            }
        }
        if (selection.isOfAllSubjects()) {
            items.addAll(inventory.unusedIds());
        }
        Map<Subject, List<ExportItem>> belongings = versions(inventory, selection);
        inventory
                .associations()
                .values()
                .forEach(item -> belongings
                        .computeIfAbsent(item.subject(), subject -> new ArrayList<>())
                        .add(item));
        inventory.subjects().forEach((subject, settings) -> {
            if (selection.admits(subject)) {
                items.add(
                        Versions.subject(subject, subject.name().isEmpty() ? inherited(inventory, subject) : settings));
                items.addAll(belongings.getOrDefault(subject, List.of()));
            }
        });
        write(new ExportItem.Header(selection));
        items.forEach(this::write);
        write(new ExportItem.End(items.size()));
        return items.size();
    }

    /** A subject without a name has the settings of its context. */
    private static ScopeSettings inherited(Inventory inventory, Subject subject) {
        ScopeSettings above = inventory.settings(subject);
        return new ScopeSettings(
                java.util.Optional.empty(), above.configInForce(), java.util.Optional.empty(), above.modeInForce());
    }

    private static Map<Subject, List<ExportItem>> versions(Inventory inventory, ExportSelection selection) {
        Map<Subject, VersionName> latest = new HashMap<>();
        inventory.versions().forEach((named, item) -> {
            if (item.state() == State.LIVE) {
                latest.put(named.subject(), named);
            }
        });
        Map<Subject, List<ExportItem>> versions = new HashMap<>();
        inventory.versions().forEach((named, item) -> {
            boolean withText = selection.texts() == Texts.ALL
                    || (selection.texts() == Texts.LIVE && item.state() == State.LIVE)
                    || (selection.texts() == Texts.LATEST && named.equals(latest.get(named.subject())));
            versions.computeIfAbsent(named.subject(), subject -> new ArrayList<>())
                    .add(withText ? item : Versions.withoutText(item));
        });
        return versions;
    }
}
