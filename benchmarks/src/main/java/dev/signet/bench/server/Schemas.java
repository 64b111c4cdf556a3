package dev.signet.bench.server;

/** The schemas that are registered: records of a dozen fields, about 900 bytes, no two alike. */
final class Schemas {
    private Schemas() {}

    static String subject(int number) {
        return "shop.orders-" + number + "-value";
    }

    /**
     * A schema of a subject; each version can read the one before.
     *
     * @param subject number of the subject
     * @param version 1 or higher
     */
    static String text(int subject, int version) {
        StringBuilder text = new StringBuilder("""
                {"type":"record","name":"Order%d","namespace":"shop","doc":"An order as it was placed","fields":[\
                {"name":"id","type":"long","doc":"number of the order"},\
                {"name":"customer","type":"string","doc":"who ordered"},\
                {"name":"placedAt","type":{"type":"long","logicalType":"timestamp-millis"}},\
                {"name":"state","type":{"type":"enum","name":"State%d","symbols":["NEW","PAID","SENT"]}},\
                {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},\
                {"name":"currency","type":"string","default":"EUR"},\
                {"name":"note","type":["null","string"],"default":null},\
                {"name":"tags","type":{"type":"map","values":"string"}},\
                {"name":"items","type":{"type":"array","items":{"type":"record","name":"Item%d","fields":[\
                {"name":"sku","type":"string"},{"name":"count","type":"int"},{"name":"price","type":"double"}]}}},\
                {"name":"express","type":"boolean"}""".formatted(subject, subject, subject));
        for (int i = 2; i <= version; i++) {
            text.append(",{\"name\":\"added").append(i).append("\",\"type\":[\"null\",\"long\"],\"default\":null}");
        }
        return text.append("]}").toString();
    }

    /** A schema as the body of a request. */
    static String body(String schema) {
        return "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
}
