package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Tells everything that a registry holds, row by row. Safe for concurrent use. */
public final class Export {
    /** Each holds a connection for as long as its client takes. */
    private static final int MOST_AT_A_TIME = 4;

    private final ExportRows rows;
    private final ConfigResolution resolution;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    public Export(ExportRows rows, RegistrySettings settings) {
        this.rows = rows;
        this.resolution = new ConfigResolution(settings.defaultLevel());
    }

    /**
     * Config and mode of a context or a subject.
     *
     * @param named its name; an empty subject name where a context is meant
     * @param revision its revision
     * @param config what is set there
     * @param configInForce what counts there
     * @param mode what is set there
     * @param modeInForce what counts there
     */
    public record ScopeState(
            Subject named,
            long revision,
            Optional<ConfigSettings> config,
            ConfigSettings configInForce,
            Optional<Mode> mode,
            Mode modeInForce) {}

    /** Who takes what is told, in the order of {@link ExportRows.Reader}. */
    public interface Listener {
        /** A context. */
        void context(ScopeState state);

        /** An id that no version has, with its schema if no version has that either. */
        void id(ContextId id, SchemaGuid guid, Optional<SchemaText> schema);

        /** A subject. */
        void subject(ScopeState state);

        /** A version of the last subject. */
        void version(SubjectSchema version);

        /** An association of the last subject. */
        void association(Association association);
    }

    /**
     * Tells the selected part as it is at one moment.
     *
     * @return the selection once all is told; refused, with nothing told, if too many exports are under way
     */
    public Answer<ExportSelection> tell(ExportSelection selection, Listener listener) {
        if (!places.tryAcquire()) {
            return ErrorCode.TOO_MANY_REQUESTS.refused(
                    "%d exports are under way; try again when one is done".formatted(MOST_AT_A_TIME));
        }
        try {
            Telling telling = new Telling(listener);
            rows.read(selection, telling);
            telling.tellContexts();
            return Answer.done(selection);
        } finally {
            places.release();
        }
    }

    /** Adds what is in force: contexts come first, so theirs is known when their subjects come. */
    private final class Telling implements ExportRows.Reader {
        private final Listener listener;
        private final Map<Scope, ConfigSettings> configs = new HashMap<>();
        private final Map<Scope, Mode> modes = new HashMap<>();
        private final Map<Context, Long> revisions = new HashMap<>();
        private boolean contextsTold;

        Telling(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void context(Context context, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {
            Scope scope = Scope.of(new Subject(context, ""));
            config.ifPresent(set -> configs.put(scope, set));
            mode.ifPresent(set -> modes.put(scope, set));
            revisions.put(context, revision);
        }

        @Override
        public void id(ContextId id, SchemaGuid guid, Optional<SchemaText> schema) {
            tellContexts();
            listener.id(id, guid, schema);
        }

        @Override
        public void subject(Subject subject, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {
            tellContexts();
            listener.subject(state(subject, revision, config, mode));
        }

        @Override
        public void version(SubjectSchema version) {
            listener.version(version);
        }

        @Override
        public void association(Association association) {
            listener.association(association);
        }

        /** What is in force in a context may stand in one that sorts after it. */
        private void tellContexts() {
            if (!contextsTold) {
                contextsTold = true;
                revisions.keySet().stream().sorted().forEach(context -> {
                    Scope scope = Scope.of(new Subject(context, ""));
                    listener.context(state(
                            scope.asSubject(),
                            revisions.getOrDefault(context, 0L),
                            Optional.ofNullable(configs.get(scope)),
                            Optional.ofNullable(modes.get(scope))));
                });
            }
        }

        private ScopeState state(Subject named, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {
            Scope scope = Scope.of(named);
            Snapshot snapshot = snapshot(scope, config, mode);
            return new ScopeState(
                    named,
                    revision,
                    config,
                    resolution.config(snapshot, scope),
                    mode,
                    ConfigResolution.mode(snapshot, scope));
        }

        /** As much of the state as the resolution looks at. */
        private Snapshot snapshot(Scope scope, Optional<ConfigSettings> config, Optional<Mode> mode) {
            Map<Scope, ConfigSettings> knownConfigs = new HashMap<>();
            Map<Scope, Mode> knownModes = new HashMap<>();
            for (Scope above : List.of(Scope.of(new Subject(scope.context(), "")), Scope.ROOT, Scope.GLOBAL)) {
                Optional.ofNullable(configs.get(above)).ifPresent(set -> knownConfigs.put(above, set));
                Optional.ofNullable(modes.get(above)).ifPresent(set -> knownModes.put(above, set));
            }
            config.ifPresent(set -> knownConfigs.put(scope, set));
            mode.ifPresent(set -> knownModes.put(scope, set));
            return Snapshot.ofSettings(knownConfigs, knownModes);
        }
    }
}
