package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.ContentName;
import dev.signet.server.registry.ContentState;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.Population;
import dev.signet.server.registry.Snapshot;
import dev.signet.server.registry.StoredContent;
import dev.signet.server.registry.Target;
import dev.signet.server.registry.TargetRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds to a round trip what reads a footprint, and holds the snapshot once it was sent. */
final class SnapshotReader {
    private final Map<Scope, ConfigSettings> configs = new HashMap<>();
    private final Map<Scope, Mode> modes = new HashMap<>();
    private final Set<Context> listed = new HashSet<>();
    private final SubjectRows subjects;
    private final Map<Target, TargetRow> targets = new HashMap<>();
    private final Map<ContentName, ContentState> contents = new HashMap<>();
    private final Map<ContextId, SchemaGuid> bindings = new HashMap<>();
    private final List<StoredContent> texts = new ArrayList<>();
    private final Map<Context, Population> populations = new HashMap<>();
    private final List<Association> associations = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    SnapshotReader(RoundTrip trip, Footprint footprint) {
        subjects = new SubjectRows(footprint);
        ScopeRows.add(trip, footprint.allScopes(), this::read);
        if (!footprint.changedContexts().isEmpty()) {
            ScopeRows.addPopulations(trip, footprint.changedContexts(), populations::put);
        }
        if (!footprint.subjects().isEmpty()) {
            subjects.add(trip);
        }
        if (!footprint.targets().isEmpty()) {
            SubjectRows.addTargets(trip, footprint.targets(), targets::put);
        }
        if (!footprint.contents().isEmpty()) {
            ContentRows.addStates(trip, footprint.contents(), contents::put);
        }
        if (!footprint.ids().isEmpty()) {
            ContentRows.addBindings(trip, footprint.ids(), bindings::put);
        }
        if (footprint.showsAssociations()) {
            AssociationRows.add(trip, footprint, associations::add);
        }
        footprint.texts().ifPresent(known -> ContentRows.addTexts(trip, footprint.subjects(), known, texts::add));
    }

    private void read(Instant at, Scope scope, ResultSet row) throws SQLException {
        now = at;
        if (ScopeRows.listed(row)) {
            listed.add(scope.context());
        }
        ScopeRows.mode(row).ifPresent(mode -> modes.put(scope, mode));
        ScopeRows.config(row).ifPresent(config -> configs.put(scope, config));
    }

    Snapshot snapshot() {
        return new Snapshot(
                now,
                configs,
                modes,
                listed,
                subjects.states(),
                targets,
                contents,
                bindings,
                texts,
                populations,
                associations);
    }
}
