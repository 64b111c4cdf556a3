package dev.signet.schema;

import java.util.Optional;

/**
 * The one table of refusals: code in the body, status on the wire, and the message that clients know. No other place
 * in Signet holds an error code or makes up such a message.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(400, 400, "%s"),
    NOT_FOUND(404, 404, "HTTP 404 Not Found"),
    METHOD_NOT_ALLOWED(405, 405, "HTTP 405 Method Not Allowed"),
    NOT_ACCEPTABLE(406, 406, "HTTP 406 Not Acceptable"),
    REQUEST_TIMEOUT(408, 408, "%s"),
    BODY_TOO_LARGE(413, 413, "%s"),
    UNSUPPORTED_MEDIA_TYPE(415, 415, "HTTP 415 Unsupported Media Type"),
    EMPTY_REQUEST(422, 422, "%s"),
    TOO_MANY_REQUESTS(429, 429, "%s"),

    SUBJECT_NOT_FOUND(404, 40401, "Subject '%s' not found."),
    VERSION_NOT_FOUND(404, 40402, "Version %s not found."),
    NO_EARLIER_VERSION(
            404,
            40402,
            "There is no version before version %s of subject '%s' to compare it with; name the other one with from="),
    SCHEMA_NOT_FOUND(404, 40403, "Schema not found"),
    SCHEMA_ID_NOT_FOUND(404, 40403, "Schema %s not found"),
    SUBJECT_SOFT_DELETED(404, 40404, "Subject '%s' was soft deleted.Set permanent=true to delete permanently"),
    SUBJECT_NOT_SOFT_DELETED(404, 40405, "Subject '%s' was not deleted first before being permanently deleted"),
    VERSION_SOFT_DELETED(
            404, 40406, "Subject '%s' Version %s was soft deleted.Set permanent=true to delete permanently"),
    VERSION_NOT_SOFT_DELETED(
            404, 40407, "Subject '%s' Version %s was not deleted first before being permanently deleted"),
    CONFIG_NOT_FOUND(404, 40408, "Subject '%s' does not have subject-level compatibility configured"),
    MODE_NOT_FOUND(404, 40409, "Subject '%s' does not have subject-level mode configured"),

    ASSOCIATION_NOT_FOUND(404, 40410, "No association found for resource '%s'"),
    INCOMPATIBLE_SCHEMA(
            409,
            40901,
            "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"),

    INCOMPATIBLE_HISTORY(
            409,
            40901,
            "Subject \"%s\" would have a version %s that is incompatible with a version before it, at level %s "
                    + "(force=true leaves the check out), details: %s"),

    TOO_MANY_ASSOCIATIONS(409, 40902, "%s"),
    RESOURCE_ASSOCIATED(
            409, 40903, "An association of type '%s' already exists for resource '%s': it has the subject '%s'"),
    SUBJECT_ASSOCIATED(409, 40904, "An association already exists for subject '%s': with the %s"),
    SUBJECT_OWNED(409, 40905, "A strong association already exists for subject '%s': with the %s"),
    NO_ACTIVE_VERSION(
            409,
            40907,
            "No active version exists for subject '%s'; register a schema first, or give one with the request"),
    ASSOCIATION_FROZEN(
            409,
            40908,
            "The association of type '%s' of resource '%s' is frozen; it goes with the resource, by cascadeLifecycle=true"),

    CHANGE_SET_REFUSED(409, 40951, "%s of %s changes are refused, the first one is change %s: %s Nothing was applied."),
    CURSOR_OUTDATED(
            409,
            40952,
            "The cursor '%s' does not hold: what its verdicts depend on was changed, or it belongs to other subjects. "
                    + "Nothing was applied; make the dry run again"),
    TOO_MANY_BROKERS(
            409,
            40953,
            "There is no place for broker %s of cluster '%s': as many brokers as are kept have sent a heartbeat within the"
                    + " last day; those that fall silent make place"),

    INVALID_SCHEMA(422, 42201, "%s"),
    INVALID_VERSION(
            422,
            42202,
            "The specified version '%s' is not a valid version id. "
                    + "Allowed values are between [1, 2^31-1] and the string \"latest\""),
    INVALID_COMPATIBILITY_LEVEL(
            422,
            42203,
            "Invalid compatibility level. Valid values are none, backward, forward, full, "
                    + "backward_transitive, forward_transitive, and full_transitive"),
    INVALID_MODE(422, 42204, "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD."),
    OPERATION_NOT_PERMITTED(422, 42205, "%s"),
    REFERENCE_EXISTS(
            422, 42206, "One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=%s,version=%s}."),
    INVALID_SUBJECT(422, 42208, "The specified subject '%s' is not a valid."),
    SCHEMA_TOO_LARGE(422, 42209, "%s"),
    INVALID_RULE_SET(422, 42210, "%s"),
    CONTEXT_NOT_EMPTY(422, 42211, "The specified context '%s' is not empty."),

    INVALID_ASSOCIATION(422, 42212, "%s"),
    INVALID_HEARTBEAT(422, 42251, "%s"),
    INTERNAL(500, 500, "%s"),
    STORE_FAILED(500, 50001, "%s"),
    IDS_EXHAUSTED(
            500, 50001, "Context '%s' has given away its last schema id, %s; register the schema in another context"),
    STORE_TIMED_OUT(500, 50002, "%s"),
    OVERLOADED(503, 503, "%s");

    private final int status;
    private final int code;
    private final String template;

    ErrorCode(int status, int code, String template) {
        this.status = status;
        this.code = code;
        this.template = template;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The {@code error_code} of the body. */
    public int code() {
        return code;
    }

    /** The first row with that {@code error_code}, for a client that reads one. */
    public static Optional<ErrorCode> ofCode(int code) {
        for (ErrorCode row : values()) {
            if (row.code == code) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** A refusal with this row's message, filled in. */
    public Refusal refusal(Object... details) {
        return new Refusal(this, template.formatted(details));
    }

    /** The same as an answer. */
    public <T> Answer<T> refused(Object... details) {
        return new Answer.Refused<>(refusal(details));
    }
}
