package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateReaderTest {
    private static final Subject ORDERS = Subject.of("orders");

    private final SchemaFormats formats = new SchemaFormats(new AvroFormat());
    private final ParsedSchemas parsedSchemas = new ParsedSchemas(new InMemorySchemaStore(), formats, 1 << 20);
    private final CandidateReader reader = new CandidateReader(formats, parsedSchemas, 1 << 20);

    @Test
    void what_was_read_once_is_not_read_again() {
        Candidate first =
                read(reader, "{\"type\": \"string\"}", false).asOptional().orElseThrow();

        assertThat(read(reader, "{\"type\": \"string\"}", false).asOptional()).containsSame(first);
        assertThat(reader.state()).isEqualTo(new CacheState("submitted schemas", 1, 1, 1, first.weight()));
    }

    @Test
    void another_spelling_and_the_wish_to_normalise_are_read_for_themselves() {
        Candidate first = read(reader, "{\"type\":\"string\",\"q\":1,\"p\":2}", false)
                .asOptional()
                .orElseThrow();
        Candidate spaced = read(reader, "{\"type\": \"string\",\"q\":1,\"p\":2}", false)
                .asOptional()
                .orElseThrow();
        Candidate normalized = read(reader, "{\"type\":\"string\",\"q\":1,\"p\":2}", true)
                .asOptional()
                .orElseThrow();

        assertThat(spaced.canonical()).isEqualTo(first.canonical());
        assertThat(spaced.inputs()).isNotEqualTo(first.inputs());
        assertThat(normalized.schema().text()).isNotEqualTo(first.schema().text());
    }

    @Test
    void a_text_that_is_no_schema_is_refused_in_the_name_of_the_subject_it_was_sent_to() {
        read(reader, "{\"type\":\"nonsense\"}", false);

        Answer<Candidate> again = reader.read(
                Subject.of("parts"),
                new CandidateInputs(SchemaText.avro("{\"type\":\"nonsense\"}"), false, List.of()),
                Map.of());

        assertThat(((Answer.Refused<Candidate>) again).refusal().message()).doesNotContain("orders");
    }

    @Test
    void a_reader_without_memory_reads_all_the_same() {
        CandidateReader forgetful = new CandidateReader(formats, parsedSchemas, 0);

        Candidate first = read(forgetful, "\"string\"", false).asOptional().orElseThrow();

        assertThat(read(forgetful, "\"string\"", false).asOptional())
                .hasValueSatisfying(second -> assertThat(second).isNotSameAs(first));
    }

    private static Answer<Candidate> read(CandidateReader reader, String text, boolean normalized) {
        return reader.read(ORDERS, new CandidateInputs(SchemaText.avro(text), normalized, List.of()), Map.of());
    }
}
