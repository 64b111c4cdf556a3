package dev.signet.bench.serde;

import dev.signet.bench.serde.peer.Contender;
import dev.signet.bench.serde.sample.Sample;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A datum, and who writes it: the bytes are checked before they are measured. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // by JMH, which calls prepare
public class ToWrite extends Combination {
    Object datum;
    Contender contender;

    @Setup
    public void prepare() throws IOException {
        Sample sample = sample();
        datum = sample.datum();
        contender = with.contender(sample);
        with.checkWritten(sample, contender.write(datum));
    }
}
