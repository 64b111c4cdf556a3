package dev.signet.schema.settings;

import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import java.util.Optional;

/** What config and mode can be set on. */
public sealed interface Scope {
    /** Every context that says nothing else. */
    record Global() implements Scope {
        @Override
        public Subject asSubject() {
            return new Subject(Context.GLOBAL, "");
        }
    }

    /** A context; the default one is what clients call the global config and mode. */
    record OfContext(Context context) implements Scope {
        @Override
        public Subject asSubject() {
            return new Subject(context, "");
        }
    }

    /** One subject. */
    record OfSubject(Subject subject) implements Scope {
        @Override
        public Subject asSubject() {
            return subject;
        }
    }

    Scope GLOBAL = new Global();

    /** What {@code /config} and {@code /mode} without a subject are about. */
    Scope ROOT = new OfContext(Context.DEFAULT);

    /** The scope of a name in a path: an empty subject name denotes its context. */
    static Scope of(Subject subject) {
        if (!subject.name().isEmpty()) {
            return new OfSubject(subject);
        }
        return subject.context().equals(Context.GLOBAL) ? GLOBAL : new OfContext(subject.context());
    }

    /** The name under which messages and the store know the scope; that of a context is empty. */
    Subject asSubject();

    default Context context() {
        return asSubject().context();
    }

    /** Why nothing may be set on this scope, because of its name; empty if its name is fine. */
    default Optional<Refusal> refusal() {
        Subject named = asSubject();
        boolean valid = this instanceof OfSubject ? named.isValid() : Subject.isWritable(named.qualified());
        return valid ? Optional.empty() : Optional.of(ErrorCode.INVALID_SUBJECT.refusal(named.qualified()));
    }
}
