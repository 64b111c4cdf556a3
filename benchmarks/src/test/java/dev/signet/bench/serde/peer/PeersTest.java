package dev.signet.bench.serde.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.bench.serde.sample.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured is the same work: equal bytes, equal data. */
class PeersTest {
    static Stream<Arguments> everybody() {
        return Arrays.stream(Peer.values())
                .flatMap(peer -> samples().stream().map(sample -> Arguments.of(peer, sample)));
    }

    static List<Sample> samples() {
        return Arrays.stream(Shape.values())
                .flatMap(shape -> Arrays.stream(Kind.values()).map(kind -> new Sample(shape, kind)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void writes_the_bytes_that_avro_writes(Peer peer, Sample sample) throws IOException {
        Contender contender = peer.contender(sample);

        byte[] first = contender.write(sample.datum());
        byte[] second = contender.write(sample.datum());

        assertThat(first).hasSize(5 + sample.shape().size()).isEqualTo(second).isNotSameAs(second);
        peer.checkWritten(sample, first);
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void reads_the_data_that_avro_reads(Peer peer, Sample sample) throws IOException {
        Contender contender = peer.contender(sample);

        Object read = contender.read(contender.framed(sample.schema(), sample.payload()));

        peer.checkRead(sample, read);
        assertThat(read).hasSameClassAs(sample.read());
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void reads_what_it_wrote(Peer peer, Sample sample) throws IOException {
        Contender contender = peer.contender(sample);

        peer.checkRead(sample, contender.read(contender.write(sample.datum())));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void reads_across_the_evolution_what_avro_reads(Peer peer, Sample sample) throws IOException {
        Contender contender = peer.contender(sample);

        Object read = contender.readEvolved(contender.framed(sample.earlierSchema(), sample.payload()));

        peer.checkReadEvolved(sample, read);
        assertThat(read).hasSameClassAs(sample.evolved());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_peer_that_writes_or_reads_something_else_is_not_measured(Sample sample) {
        byte[] wrong = new byte[5 + sample.shape().size()];

        assertThatThrownBy(() -> Peer.HAND.checkWritten(sample, wrong)).hasMessageContaining("HAND");
        assertThatThrownBy(() -> Peer.HAND.checkRead(sample, sample.evolved())).hasMessageContaining("HAND");
        assertThatThrownBy(() -> Peer.HAND.checkReadEvolved(sample, sample.read()))
                .hasMessageContaining("HAND");
    }
}
