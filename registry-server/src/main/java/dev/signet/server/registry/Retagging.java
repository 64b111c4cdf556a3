package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Inherited;
import java.util.Optional;

/** Makes a new version of an older one, with other tags, metadata or rules; it is registered like any other. */
final class Retagging {
    /** The next number, and the metadata says which it is. */
    private static final int NEXT = -1;

    private final Reading reading;
    private final Registration registration;

    Retagging(Reading reading, Registration registration) {
        this.reading = reading;
        this.registration = registration;
    }

    Answer<SubjectSchema> retag(Caller caller, Subject named, VersionSelector selector, TagChange change) {
        return reading.version(named, selector, Deleted.EXCLUDED)
                .then(base -> registration.register(
                        caller,
                        base.subject(),
                        submission(base.schema(), change),
                        Normalize.AS_CONFIGURED,
                        Enforcement.ENFORCED));
    }

    private static Submission submission(SchemaText base, TagChange change) {
        Optional<Metadata> metadata = change.metadata().or(() -> base.metadata().flatMap(Inherited::withoutVersion));
        SchemaText wanted =
                base.withMetadata(metadata).withRuleSet(change.rules().appliedTo(base.ruleSet()));
        return new Submission(wanted, Optional.of(change.newVersion().orElse(NEXT)), Optional.empty(), change.tags());
    }
}
