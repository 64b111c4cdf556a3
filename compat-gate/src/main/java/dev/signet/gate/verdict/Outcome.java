package dev.signet.gate.verdict;

/** What registration would do with a file's schema. */
public enum Outcome {
    /** The subject has no version yet; this would be the first. */
    NEW(Admission.ADMITTED),
    /** The schema is a version of its subject already. */
    UNCHANGED(Admission.ADMITTED),
    /** It would be the next version. */
    COMPATIBLE(Admission.ADMITTED),
    /** It would be refused for what versions before it are. */
    INCOMPATIBLE(Admission.REFUSED),
    /** It would be refused for something else, such as a read-only subject. */
    REFUSED(Admission.REFUSED),
    /** A file whose types it uses would be refused; it is judged once that one is mended. */
    BLOCKED(Admission.REFUSED),
    /** It is no schema, or one that is not taken. */
    INVALID(Admission.REFUSED);

    private final Admission admission;

    Outcome(Admission admission) {
        this.admission = admission;
    }

    /** Whether a schema gets in. */
    private enum Admission {
        ADMITTED,
        REFUSED
    }

    /** Whether registration would say no. */
    public boolean refuses() {
        return admission == Admission.REFUSED;
    }
}
