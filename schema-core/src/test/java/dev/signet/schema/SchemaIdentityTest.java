package dev.signet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** GUIDs that other registries gave to the same content. */
class SchemaIdentityTest {
    private static final String USER = """
            {"type":"record","name":"User","namespace":"com.x",\
            "fields":[{"name":"id","type":"long"},{"name":"name","type":"string"}]}""";

    @Test
    void a_primitive_has_the_guid_that_other_registries_give_it() {
        assertThat(guid(SchemaText.avro("\"string\""))).isEqualTo("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
    }

    @Test
    void a_record_has_the_guid_that_other_registries_give_it() {
        assertThat(guid(SchemaText.avro(USER))).isEqualTo("33d677c4-31e2-01c1-b16f-703012d821e3");
    }

    @Test
    void metadata_is_part_of_the_identity() {
        Metadata metadata = Metadata.of(Map.of("**.name", Set.of("PII")), Map.of("owner", "me"), Set.of("owner"));

        String guid = guid(SchemaText.avro(USER).withMetadata(Optional.of(metadata)));

        assertThat(guid).isEqualTo("988a05d3-a861-e971-dc4d-5d3b5dd49bca");
    }

    @Test
    void an_explicit_version_is_part_of_the_identity() {
        Metadata version = Metadata.of(Map.of(), Map.of(Metadata.VERSION_PROPERTY, "1"), Set.of());

        String guid = guid(SchemaText.avro(USER).withMetadata(Optional.of(version)));

        assertThat(guid).isEqualTo("1e7357f8-823c-22ef-b705-c5a85964556c");
    }

    @Test
    void references_are_part_of_the_identity() {
        String person = """
                {"type":"record","name":"Person","namespace":"n","fields":[{"name":"addr","type":"Addr"}]}""";
        SchemaReference address = new SchemaReference("n.Addr", "addr", 1);

        assertThat(guid(SchemaText.avro(person, List.of(address)))).isEqualTo("4c97d7aa-5935-0550-45ee-26f186a6c968");
    }

    @Test
    void canonical_text_keeps_a_referenced_type_as_a_name_relative_to_the_namespace() {
        String person = """
                { "type": "record", "name": "n.Person", "fields": [ {"type": "n.Addr", "name": "addr"} ] }""";
        ResolvedReference address = new ResolvedReference(new SchemaReference("n.Addr", "addr", 1), """
                {"type":"record","name":"Addr","namespace":"n","fields":[]}""");

        ParseResult result = new AvroFormat().parse(person, List.of(address), Strictness.NEW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(parsed.schema().canonicalText()).isEqualTo("""
                        {"type":"record","name":"Person","namespace":"n","fields":[{"name":"addr","type":"Addr"}]}"""));
    }

    private static String guid(SchemaText text) {
        return CanonicalSchema.of(text).guid().toString();
    }
}
