package dev.signet.schema.avro;

import dev.signet.schema.compat.Mismatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Avro's reader and writer resolution, reported as {@link Mismatch}es. */
final class AvroResolution {
    private AvroResolution() {}

    static List<Mismatch> mismatches(Schema reader, Schema writer) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        List<Mismatch> found = new ArrayList<>();
        for (Incompatibility incompatibility : pair.getResult().getIncompatibilities()) {
            found.add(mismatch(incompatibility));
        }
        return found;
    }

    private static Mismatch mismatch(Incompatibility incompatibility) {
        Mismatch.Rule rule = Mismatch.Rule.valueOf(incompatibility.getType().name());
        return new Mismatch(
                rule,
                incompatibility.getLocation(),
                incompatibility.getMessage(),
                String.valueOf(incompatibility.getReaderFragment()),
                String.valueOf(incompatibility.getWriterFragment()));
    }
}
