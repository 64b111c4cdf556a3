package dev.signet.bench.server;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.SchemaText;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Fills a migrated database with subjects of ten versions, as registrations would have left it. */
final class SeededVersions {
    private static final int A_SUBJECT = 10;

    private SeededVersions() {}

    /** Writes this many versions; the ids begin at 1. */
    static void write(Connection connection, int versions) throws SQLException, IOException {
        StringBuilder subjects = new StringBuilder();
        StringBuilder contents = new StringBuilder();
        StringBuilder ids = new StringBuilder();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < versions; i++) {
            int number = i / A_SUBJECT;
            int version = i % A_SUBJECT + 1;
            String subject = Schemas.subject(number);
            if (version == 1) {
                subjects.append(line(".", subject, A_SUBJECT, A_SUBJECT));
            }
            CanonicalSchema schema = canonical(Schemas.text(number, version));
            String sha256 = "\\\\x" + HexFormat.of().formatHex(schema.identity().sha256());
            String text = schema.content().text().replace("\\", "\\\\");
            contents.append(line(".", schema.guid().value(), sha256, "AVRO", text));
            ids.append(line(".", i + 1, schema.guid().value()));
            rows.append(line(".", subject, version, i + 1, "seed", "NONE"));
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy(copy, "subjects (context, name, revision, last_version)", subjects);
        copy(copy, "contents (context, guid, sha256, type, text)", contents);
        copy(copy, "schema_ids (context, id, guid)", ids);
        copy(copy, "versions (context, subject, version, id, created_by, proof)", rows);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO signet.id_counters (context, next_id) VALUES ('.', " + (versions + 1)
                    + ") ON CONFLICT (context) DO UPDATE SET next_id = EXCLUDED.next_id");
            statement.execute("ANALYZE");
        }
    }

    private static CanonicalSchema canonical(String text) {
        ParseResult result = new AvroFormat().parse(text, List.of(), Strictness.NEW);
        if (result instanceof ParseResult.Parsed parsed) {
            return CanonicalSchema.of(SchemaText.avro(parsed.schema().canonicalText()));
        }
        throw new IllegalStateException("not a schema: " + text);
    }

    private static String line(Object... columns) {
        StringBuilder line = new StringBuilder();
        for (Object column : columns) {
            line.append(line.isEmpty() ? "" : "\t").append(column);
        }
        return line.append('\n').toString();
    }

    private static void copy(CopyManager copy, String table, StringBuilder rows) throws SQLException, IOException {
        copy.copyIn("COPY signet." + table + " FROM STDIN", new java.io.StringReader(rows.toString()));
    }
}
