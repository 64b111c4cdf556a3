package dev.signet.serde.connect;

/** The names that the usual converter writes into Avro schemas, so that either reads what the other wrote. */
final class Props {
    static final String NAMESPACE = "io.confluent.connect.avro";
    static final String DEFAULT_RECORD = "ConnectDefault";
    static final String MAP_ENTRY = "MapEntry";
    static final String UNION = NAMESPACE + ".Union";

    static final String NAME = "connect.name";
    static final String VERSION = "connect.version";
    static final String DOC = "connect.doc";
    static final String PARAMETERS = "connect.parameters";
    static final String TYPE = "connect.type";
    static final String INT8 = "int8";
    static final String INT16 = "int16";
    static final String DEFAULT = "connect.default";
    static final String INTERNAL_TYPE = "connect.internal.type";
    static final String PRECISION_PARAMETER = "connect.decimal.precision";

    /** A parameter of a Connect string that stands for an Avro enum; with a dot and a symbol, one for each symbol. */
    static final String ENUM = NAMESPACE + ".Enum";

    static final String KEY_FIELD = "key";
    static final String VALUE_FIELD = "value";

    /** Avro's decimals must have a precision; Connect's have one only as a parameter. */
    static final int DECIMAL_PRECISION = 64;

    private Props() {}
}
