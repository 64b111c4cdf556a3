package dev.signet.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SchemaGuid GUID =
            SchemaGuid.parse("095d71cf-1255-6b9d-5e33-0ad575b3df5d").orElseThrow();

    @ParameterizedTest
    @CsvSource({"0, 0000000000", "1, 0000000001", "2147483647, 007fffffff"})
    void an_id_is_written_big_endian_after_a_zero(int id, String hex) {
        byte[] prefix = WireFormat.prefix(new SchemaId(id));

        assertThat(prefix).isEqualTo(HEX.parseHex(hex));
        assertThat(WireFormat.read(prefix)).isEqualTo(new Framing.ById(new SchemaId(id), 5));
    }

    @Test
    void a_guid_is_written_after_a_one() {
        byte[] prefix = WireFormat.prefix(GUID);

        assertThat(prefix).isEqualTo(HEX.parseHex("01095d71cf12556b9d5e330ad575b3df5d"));
        assertThat(WireFormat.read(prefix)).isEqualTo(new Framing.ByGuid(GUID, 17));
    }

    @Test
    void the_payload_after_the_prefix_is_not_looked_at() {
        assertThat(WireFormat.read(HEX.parseHex("0000000001046869"))).isEqualTo(new Framing.ById(new SchemaId(1), 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000000", "01", "0195", "00ffffffff", "02000000010468", "ff00000001"})
    void anything_else_is_unframed_with_a_reason(String hex) {
        assertThat(WireFormat.read(HEX.parseHex(hex)))
                .isInstanceOfSatisfying(
                        Framing.Unframed.class,
                        unframed -> assertThat(unframed.reason()).isNotBlank());
    }

    @Test
    void the_forms_without_allocation_agree_with_the_others() {
        byte[] target = new byte[8];

        int payload = WireFormat.writeId(305_419_896, target, 2);

        assertThat(payload).isEqualTo(7);
        assertThat(target).isEqualTo(HEX.parseHex("0000001234567800"));
        assertThat(WireFormat.startsWithId(target, 2, 6)).isTrue();
        assertThat(WireFormat.idAt(target, 2)).isEqualTo(305_419_896);
        assertThat(WireFormat.startsWithId(target, 2, 4)).isFalse();
        assertThat(WireFormat.startsWithId(HEX.parseHex("00ffffffff"), 0, 5)).isFalse();
    }

    @Test
    void a_guid_is_found_without_allocation_too() {
        byte[] within = HEX.parseHex("ffff01095d71cf12556b9d5e330ad575b3df5d");

        assertThat(WireFormat.startsWithGuid(within, 2, 17)).isTrue();
        assertThat(WireFormat.guidHighAt(within, 2)).isEqualTo(GUID.value().getMostSignificantBits());
        assertThat(WireFormat.guidLowAt(within, 2)).isEqualTo(GUID.value().getLeastSignificantBits());
        assertThat(WireFormat.startsWithGuid(within, 2, 16)).isFalse();
        assertThat(WireFormat.startsWithGuid(within, 1, 18)).isFalse();
    }
}
