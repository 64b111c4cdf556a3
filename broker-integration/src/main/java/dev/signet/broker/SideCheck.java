package dev.signet.broker;

import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.DeletedVersions;
import dev.signet.broker.policy.Handling;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SidePolicy;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Unresolved;
import dev.signet.broker.policy.Validation;
import dev.signet.schema.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Checks the keys, or the values, of an append. For one thread, which uses it over and over. */
final class SideCheck {

    private static final int NO_HEADER = Integer.MIN_VALUE;
    /**
     * So often an append asks about ids while its side is only watched. Bytes of another kind that happen to look framed
     * may name thousands, and no batch gets through that waits for all of them.
     */
    private static final int MOST_WATCHED = 8;

    /** What the side's records have to go through. */
    private enum Stage {
        /** Nothing. */
        OFF,
        /** The subject did not exist when it was last asked for: an id that belongs to it shows that it does by now. */
        WATCHED,
        /** Everything that the policy asks. */
        CHECKED,
        /** Nobody can say whether the subject exists, and there is nothing to wait for. */
        UNRESOLVED,
        /** Nobody can say yet whether the subject exists: the batch has to come again. */
        WAITING
    }

    private final Side side;
    private final byte[] headerName;
    private final SchemaDirectory directory;
    private final Findings findings;
    private final SchemaKey key = new SchemaKey();

    private TopicPolicy topic = TopicPolicy.standard("");
    private SidePolicy policy = topic.value();
    private Handling handling = Handling.STANDARD;
    private Stage stage = Stage.OFF;
    private boolean subjectFound;
    private int asked;
    private int headerAt;
    private int headerLength = NO_HEADER;
    private int partAt;
    private int partLength;
    /** What the directory said about {@link #key}: most batches carry one schema. */
    private @Nullable SchemaAnswer answer;
    /** How payloads of {@link #key} are checked, if they are. */
    private @Nullable PayloadCheck check;

    SideCheck(Side side, String headerName, SchemaDirectory directory, Findings findings) {
        this.side = side;
        this.headerName = headerName.getBytes(StandardCharsets.US_ASCII);
        this.directory = directory;
        this.findings = findings;
    }

    void begin(TopicPolicy topicPolicy, SidePolicy sidePolicy) {
        topic = topicPolicy;
        policy = sidePolicy;
        handling = topicPolicy.handling();
        answer = null;
        subjectFound = false;
        asked = 0;
        stage = switch (sidePolicy.validation()) {
            case OFF -> Stage.OFF;
            case ID, FULL -> Stage.CHECKED;
            case AUTO -> automatic();
        };
    }

    private Stage automatic() {
        return switch (directory.presence(policy.rule())) {
            case PRESENT -> Stage.CHECKED;
            case ABSENT -> Stage.WATCHED;
            case PENDING ->
                fate(directory.awayNanos(policy.rule())) == Unresolved.RETRY ? Stage.WAITING : Stage.UNRESOLVED;
        };
    }

    /** Drops what belongs to the append. */
    void end() {
        answer = null;
        check = null;
    }

    boolean isOn() {
        return stage != Stage.OFF;
    }

    boolean isWaiting() {
        return stage == Stage.WAITING;
    }

    boolean isChecking() {
        return stage == Stage.CHECKED;
    }

    /** Whether batches that cannot be read are refused on this side's account. */
    boolean isEnforced() {
        return stage == Stage.CHECKED || stage == Stage.UNRESOLVED;
    }

    boolean hasFoundSubject() {
        return subjectFound;
    }

    /** Turns from watching to checking if a record has shown that the subject exists; whether that is so. */
    boolean enforceIfFound() {
        boolean found = subjectFound;
        if (found) {
            stage = Stage.CHECKED;
            answer = null;
            subjectFound = false;
        }
        return found;
    }

    String awaitedSubject() {
        return RefusalText.awaitedSubject(policy.rule());
    }

    void forgetHeader() {
        headerLength = NO_HEADER;
    }

    /** Remembers the header if it is the one that names this side's schema; the last one counts. */
    void lookAtHeader(byte[] bytes, int name, int nameLength, int at, int length) {
        if (nameLength == headerName.length
                && stage != Stage.OFF
                && Arrays.equals(bytes, name, name + nameLength, headerName, 0, nameLength)) {
            headerAt = at;
            headerLength = Math.max(length, -1);
        }
    }

    /**
     * Looks at this side of one record, after its headers, if it {@linkplain #isOn is to be looked at} at all.
     *
     * @param length negative for a null
     */
    void look(byte[] bytes, int at, int length) {
        partAt = at;
        partLength = Math.max(length, -1);
        if (length < 0) {
            lookAtNull();
        } else if (stage == Stage.UNRESOLVED) {
            unresolvedSubject();
        } else {
            lookAtBytes(bytes);
        }
    }

    private void lookAtNull() {
        if (!policy.nullsAccepted() && stage != Stage.WATCHED && isNamed(Cause.NULL)) {
            refuse(Cause.NULL, OptionalInt.empty(), text().absent());
        }
    }

    private void lookAtBytes(byte[] bytes) {
        if (headerLength == NO_HEADER) {
            int prefix = key.read(bytes, partAt, partLength);
            if (prefix > 0) {
                named(bytes, partAt + prefix);
            } else {
                unnamed(bytes);
            }
        } else if (key.read(bytes, headerAt, headerLength) > 0) {
            named(bytes, partAt);
        } else {
            unnamed(bytes);
        }
    }

    private void unnamed(byte[] bytes) {
        if (stage == Stage.CHECKED && isNamed(Cause.NOT_FRAMED)) {
            String reason = headerLength == NO_HEADER
                    ? text().notFramed(bytes, partAt, partLength)
                    : text().badHeader(headerName, headerLength);
            refuse(Cause.NOT_FRAMED, OptionalInt.empty(), reason);
        }
    }

    private void named(byte[] bytes, int payload) {
        boolean isNew = answer == null || key.hasChanged();
        if (isNew && stage == Stage.WATCHED && asked++ >= MOST_WATCHED) {
            answer = null;
            return;
        }
        PayloadCheck plan = isNew ? ask() : check;
        if (plan == null) {
            withoutPayload();
        } else if (!plan.accepts(bytes, payload, partAt + partLength)) {
            badPayload(plan, bytes, payload);
        }
    }

    private void badPayload(PayloadCheck plan, byte[] bytes, int payload) {
        if (answer instanceof Known known && isNamed(Cause.PAYLOAD)) {
            refuse(
                    Cause.PAYLOAD,
                    key.id(),
                    text().payload(key, known.subject(), plan, bytes, payload, partAt + partLength));
        }
    }

    /** Asks what {@link #key} means; how its payloads are checked, if they are. */
    private @Nullable PayloadCheck ask() {
        SchemaAnswer said = key.answer(directory, policy.rule());
        answer = said;
        boolean checked = stage == Stage.CHECKED && policy.validation() != Validation.ID;
        check = checked && said instanceof Known known && !isRejected(known.deleted()) ? checkOf(known) : null;
        return check;
    }

    private PayloadCheck checkOf(Known known) {
        return handling.strict() ? known.check() : known.check().lenient();
    }

    private boolean isRejected(boolean deleted) {
        return deleted && handling.deleted() == DeletedVersions.REJECT;
    }

    /** A subject of which only deleted versions are left does not exist. */
    private void watched(@Nullable SchemaAnswer said) {
        if (said instanceof Pending pending) {
            pending(pending);
        } else if (said instanceof Known known) {
            subjectFound |= !known.deleted();
        } else if (said instanceof Unusable unusable) {
            subjectFound |= !unusable.deleted();
        }
    }

    private void withoutPayload() {
        SchemaAnswer said = answer;
        if (stage == Stage.WATCHED) {
            watched(said);
        } else if (said instanceof Known known) {
            belonging(known.subject(), known.deleted());
        } else if (said instanceof Unusable unusable) {
            unusable(unusable);
        } else if (said instanceof Pending pending) {
            pending(pending);
        } else if (said instanceof UnknownId && isNamed(Cause.UNKNOWN_ID)) {
            refuse(Cause.UNKNOWN_ID, key.id(), text().unknown(key));
        } else if (said instanceof OtherSubject other && isNamed(Cause.OTHER_SUBJECT)) {
            refuse(Cause.OTHER_SUBJECT, key.id(), text().otherSubject(key, other));
        } else if (said instanceof NoSubject none && isNamed(Cause.OTHER_SUBJECT)) {
            refuse(Cause.OTHER_SUBJECT, key.id(), text().noSubject(key, none));
        }
    }

    private void belonging(Subject subject, boolean deleted) {
        if (isRejected(deleted) && isNamed(Cause.DELETED)) {
            refuse(Cause.DELETED, key.id(), text().deleted(key, subject));
        }
    }

    private void unusable(Unusable unusable) {
        if (isRejected(unusable.deleted()) || policy.validation() == Validation.ID) {
            belonging(unusable.subject(), unusable.deleted());
        } else if (isNamed(Cause.UNUSABLE_SCHEMA)) {
            refuse(Cause.UNUSABLE_SCHEMA, key.id(), text().unusable(key, unusable));
        }
    }

    private void pending(Pending said) {
        long awayNanos = Math.max(directory.awayNanos(), said.failingNanos());
        switch (fate(awayNanos)) {
            case RETRY -> await(key.toString());
            case ACCEPT_UNCHECKED -> findings.pass(side);
            case REFUSE -> unresolved(key.id(), key.toString(), awayNanos);
        }
    }

    private void await(String schema) {
        if (!findings.isAwaiting()) {
            findings.await(RefusalText.awaitedSchema(policy.rule(), schema));
        }
    }

    private void unresolvedSubject() {
        if (findings.isMonitored() || handling.unresolved() == Unresolved.ACCEPT_UNCHECKED) {
            findings.pass(side);
        } else {
            unresolved(OptionalInt.empty(), "subject", directory.awayNanos(policy.rule()));
        }
    }

    private void unresolved(OptionalInt id, String what, long awayNanos) {
        if (isNamed(Cause.UNRESOLVED)) {
            refuse(Cause.UNRESOLVED, id, text().unresolved(what, awayNanos));
        }
    }

    /** What becomes of records for which the registry has no answer yet. What is only monitored never waits. */
    private Unresolved fate(long awayNanos) {
        if (findings.isMonitored()) {
            return Unresolved.ACCEPT_UNCHECKED;
        }
        return awayNanos > handling.patienceNanos() ? handling.unresolved() : Unresolved.RETRY;
    }

    private boolean isNamed(Cause cause) {
        return findings.isNamed(side, cause);
    }

    private RefusalText text() {
        return new RefusalText(findings.index(), policy.rule());
    }

    private void refuse(Cause cause, OptionalInt id, String reason) {
        findings.refuse(new Part(side, partLength, id), cause, reason);
    }
}
