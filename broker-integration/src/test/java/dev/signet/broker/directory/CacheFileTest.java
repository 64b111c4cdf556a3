package dev.signet.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.CacheCodec.UnreadableException;
import dev.signet.broker.directory.CacheContent.OfSchema;
import dev.signet.broker.directory.CacheContent.OfSubject;
import dev.signet.broker.directory.CacheContent.OfTopic;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import dev.signet.broker.policy.Side;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFileTest {

    private static final int MOST = 1 << 20;
    private static final CacheContent CONTENT = new CacheContent(
            List.of(schema(7, "\"long\"", ""), schema(-8, "", "payloads of type X cannot be checked yet")),
            List.of(
                    new OfSubject(Subject.parse(":.eu:ü"), SubjectPresence.PRESENT, 5),
                    new OfSubject(Subject.of(""), SubjectPresence.ABSENT, Long.MIN_VALUE)),
            List.of(
                    new OfTopic("t", Side.KEY, Optional.of(Subject.of("s")), false, 1),
                    new OfTopic("u", Side.VALUE, Optional.empty(), true, 2)));

    @TempDir
    private Path folder;

    private static OfSchema schema(int id, String text, String reason) {
        return new OfSchema(
                new Context(".c"),
                id,
                new SchemaGuid(new UUID(1, id)),
                text,
                reason,
                Set.of(Subject.of("a")),
                Set.of(Subject.of("a"), Subject.of("b")),
                9);
    }

    private static byte[] bytes() {
        return CacheCodec.bytes(CONTENT, MOST);
    }

    @Test
    void what_is_written_is_read() throws UnreadableException {
        assertThat(CacheCodec.read(bytes())).isEqualTo(CONTENT);
    }

    @Test
    void the_form_is_pinned() {
        CacheContent one = new CacheContent(
                List.of(new OfSchema(
                        Context.DEFAULT, 7, new SchemaGuid(new UUID(1, 2)), "\"int\"", "", Set.of(), Set.of(), 9)),
                List.of(new OfSubject(Subject.of("s"), SubjectPresence.PRESENT, 5)),
                List.of());

        byte[] written = CacheCodec.bytes(one, MOST);

        assertThat(new String(written, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("SIGNETSC");
        assertThat(HexFormat.of().formatHex(written, 8, 12)).isEqualTo("00000001");
        assertThat(HexFormat.of().formatHex(written, 16, written.length))
                .isEqualTo("00000001" + "000000012e" + "0000000173" + "00000001" + "0000000000000005" + "00000000"
                        + "00000001" + "000000012e" + "00000007" + "0000000000000001" + "0000000000000002"
                        + "0000000522696e7422" + "00000000" + "00000000" + "00000000" + "0000000000000009");
    }

    @Test
    void a_file_with_any_bit_turned_is_not_read() {
        byte[] good = bytes();
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            int which = bit;
            assertThatExceptionOfType(UnreadableException.class)
                    .as("bit %d", which)
                    .isThrownBy(() -> CacheCodec.read(bad));
        }
    }

    @Test
    void a_file_that_ends_too_soon_or_too_late_is_not_read() {
        byte[] good = bytes();
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> CacheCodec.read(bad));
        }
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> CacheCodec.read(Arrays.copyOf(good, good.length + 1)));
    }

    @Test
    void a_file_whose_checksum_is_right_and_whose_content_is_not_is_not_read_either() {
        byte[] good = bytes();
        for (int at = 16; at + 4 <= good.length; at++) {
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).putInt(at, 0x7fffffff);
            CRC32C sum = new CRC32C();
            sum.update(bad, 16, bad.length - 16);
            ByteBuffer.wrap(bad).putInt(12, (int) sum.getValue());
            try {
                CacheCodec.read(bad);
            } catch (UnreadableException expected) {
                assertThat(expected).hasMessageContaining("ends too soon");
            }
        }
    }

    @Test
    void schemas_that_do_not_fit_are_left_out_from_the_last() throws UnreadableException {
        int all = bytes().length;

        assertThat(CacheCodec.read(CacheCodec.bytes(CONTENT, all)).schemas()).hasSize(2);
        assertThat(CacheCodec.read(CacheCodec.bytes(CONTENT, all - 1)).schemas())
                .containsExactly(CONTENT.schemas().get(0));
    }

    @Test
    void a_file_of_somebody_else_or_of_another_release_is_put_aside() throws IOException {
        byte[] newer = bytes();
        newer[11] = 2;
        for (byte[] foreign : List.of(new byte[0], "hello, I am a text file".getBytes(StandardCharsets.UTF_8), newer)) {
            Files.write(folder.resolve(CacheFile.NAME), foreign);
            CacheFile file = new CacheFile(folder);

            assertThat(file.read()).isEmpty();
            assertThat(file.state()).isEqualTo(DiskCache.FAILED);
            assertThat(folder.resolve(CacheFile.NAME)).doesNotExist();
            assertThat(folder.resolve(CacheFile.ASIDE)).hasBinaryContent(foreign);
            assertThat(file.write(CONTENT)).isTrue();
            assertThat(new CacheFile(folder).read()).contains(CONTENT);
        }
    }

    @Test
    void what_a_writer_left_unfinished_is_not_seen() throws IOException {
        CacheFile file = new CacheFile(folder);
        file.write(CONTENT);
        Files.write(folder.resolve(CacheFile.NAME + ".next"), new byte[] {1, 2, 3});

        assertThat(new CacheFile(folder).read()).contains(CONTENT);
        assertThat(file.write(CONTENT)).isTrue();
        assertThat(folder.resolve(CacheFile.NAME + ".next")).doesNotExist();
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_put_aside() throws IOException {
        Files.createDirectory(folder.resolve(CacheFile.NAME));
        CacheFile file = new CacheFile(folder);

        assertThat(file.read()).isEmpty();
        assertThat(file.write(CONTENT)).isTrue();
    }
}
