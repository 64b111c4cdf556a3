package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class KafkaCodecsTest {

    /** Stands for a {@code Compression} that has lost its codecs' names. */
    public interface Nameless {
        InputStream wrapForInput(ByteBuffer bytes, byte format, Buffers buffers);

        interface Builder {
            Nameless build();
        }
    }

    /** Stands for a {@code Compression} that reads in two ways. */
    public interface TwoWays {
        InputStream wrapForInput(ByteBuffer bytes, byte format, Buffers buffers);

        InputStream wrapForInput(ByteBuffer bytes, byte format, String buffers);
    }

    /** Stands for {@code BufferSupplier}. */
    public static final class Buffers {
        public static Buffers create() {
            return new Buffers();
        }
    }

    @Test
    void what_is_missing_is_one_sentence() {
        assertThatThrownBy(() -> KafkaCodecs.of(Nameless.class))
                .isInstanceOf(WeavingException.class)
                .hasMessage("Signet cannot validate inside this Apache Kafka: " + Nameless.class.getName()
                        + " has no public method " + Nameless.Builder.class.getName() + " of(java.lang.String)."
                        + " Use a release that Signet supports, or start the broker without Signet");
    }

    @Test
    void what_is_ambiguous_is_one_sentence() {
        assertThatThrownBy(() -> KafkaCodecs.of(TwoWays.class))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining(
                        TwoWays.class.getName() + " has 2 public methods wrapForInput of three arguments, not one");
    }

    @Test
    void a_number_without_codec_is_refused() {
        KafkaCodecs codecs = KafkaCodecs.ofThisKafka();

        assertThatThrownBy(() -> codecs.open(5, ByteBuffer.allocate(0), codecs.newBuffers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no codec of number 5");
    }
}
