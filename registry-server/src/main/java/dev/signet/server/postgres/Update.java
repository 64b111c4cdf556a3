package dev.signet.server.postgres;

import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Change;
import dev.signet.server.registry.Decision;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.Snapshot;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt at a write. */
final class Update<T> implements Database.Writing<Decision<T>> {
    private final Caller caller;
    private final Footprint footprint;
    private final Function<Snapshot, Decision<T>> decide;
    private @Nullable SnapshotReader reader;
    private @Nullable Decision<T> decision;

    Update(Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide) {
        this.caller = caller;
        this.footprint = footprint;
        this.decide = decide;
    }

    @Override
    public void lockAndLoad(RoundTrip trip) {
        Locks.add(trip, footprint);
        reader = new SnapshotReader(trip, footprint);
    }

    @Override
    public boolean decide(RoundTrip trip) {
        Decision<T> made = decide.apply(Objects.requireNonNull(reader).snapshot());
        decision = made;
        if (made instanceof Decision.Write<T> write) {
            write.changes().forEach(change -> add(trip, change));
            AuditEntry entry = write.audit();
            AuditRows.add(trip, caller, entry);
            return true;
        }
        return false;
    }

    @Override
    public Decision<T> result() {
        return Objects.requireNonNull(decision);
    }

    private void add(RoundTrip trip, Change change) {
        if (change instanceof Change.ShowContext show) {
            ScopeRows.show(trip, show.context());
        } else if (change instanceof Change.HideContext hide) {
            ScopeRows.hide(trip, hide.context());
        } else if (change instanceof Change.StoreContent content) {
            ContentRows.store(trip, content);
        } else if (change instanceof Change.BindId binding) {
            ContentRows.bind(trip, binding);
        } else if (change instanceof Change.PutVersion put) {
            SubjectRows.put(trip, caller, put.subject(), put.version(), put.id());
        } else if (change instanceof Change.HideVersions hide) {
            SubjectRows.hide(trip, hide.subject(), hide.versions());
        } else if (change instanceof Change.RestoreVersions restore) {
            SubjectRows.restore(trip, restore.subject(), restore.versions());
        } else if (change instanceof Change.RemoveVersions remove) {
            SubjectRows.remove(trip, remove.subject(), remove.versions());
        } else if (change instanceof Change.ResetSubject reset) {
            SubjectRows.reset(trip, reset.subject());
        } else {
            addScopeChange(trip, change);
        }
    }

    private static void addScopeChange(RoundTrip trip, Change change) {
        if (change instanceof Change.PutConfig put) {
            ScopeRows.putConfig(trip, put.scope(), put.config());
        } else if (change instanceof Change.DropConfig drop) {
            ScopeRows.dropConfig(trip, drop.scope());
        } else if (change instanceof Change.PutMode put) {
            ScopeRows.putMode(trip, put.scope(), put.mode());
        } else if (change instanceof Change.DropMode drop) {
            ScopeRows.dropMode(trip, drop.scope());
        } else if (change instanceof Change.DropModesBelow drop) {
            ScopeRows.dropModesBelow(trip, drop.context());
        } else if (change instanceof Change.PutAssociation put) {
            AssociationRows.put(trip, put.association());
        } else if (change instanceof Change.DropAssociation drop) {
            AssociationRows.drop(trip, drop.association());
        } else {
            throw new IllegalStateException("this store does not know how to write " + change);
        }
    }
}
