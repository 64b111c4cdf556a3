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

    static final String KEY_FIELD = "key";
    static final String VALUE_FIELD = "value";

    /** Connect's decimals have no precision; Avro's must have one. */
    static final int DECIMAL_PRECISION = 64;

    private Props() {}
}
