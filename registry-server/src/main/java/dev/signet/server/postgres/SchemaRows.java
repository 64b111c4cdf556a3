package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.server.registry.SubjectSchema;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the columns that queries share. */
final class SchemaRows {
    private SchemaRows() {}

    /** The columns of {@code signet.schemas}. */
    static SchemaText schema(ResultSet row) throws SQLException {
        return new SchemaText(
                SchemaType.valueOf(row.getString("type")),
                row.getString("text"),
                references(row),
                JsonText.metadata(row.getString("metadata")),
                JsonText.ruleSet(row.getString("rule_set")));
    }

    private static List<SchemaReference> references(ResultSet row) throws SQLException {
        Array names = row.getArray("reference_names");
        if (names == null) {
            return List.of();
        }
        String[] name = (String[]) names.getArray();
        String[] subject = (String[]) row.getArray("reference_subjects").getArray();
        Integer[] version = (Integer[]) row.getArray("reference_versions").getArray();
        List<SchemaReference> references = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            references.add(new SchemaReference(name[i], subject[i], version[i]));
        }
        return references;
    }

    /** The columns of a version and of its schema. */
    static SubjectSchema subjectSchema(ResultSet row) throws SQLException {
        return new SubjectSchema(
                subject(row),
                new Version(row.getInt("version")),
                new SchemaId(row.getInt("id")),
                guid(row),
                schema(row),
                instant(row, "created_at"),
                row.getBoolean("deleted"));
    }

    static Subject subject(ResultSet row) throws SQLException {
        return new Subject(new Context(row.getString("context")), row.getString("subject"));
    }

    static SchemaGuid guid(ResultSet row) throws SQLException {
        return new SchemaGuid(row.getObject("guid", UUID.class));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
