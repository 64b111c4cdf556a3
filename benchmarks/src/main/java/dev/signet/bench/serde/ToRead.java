package dev.signet.bench.serde;

import dev.signet.bench.serde.peer.Contender;
import dev.signet.bench.serde.sample.Sample;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record, and who reads it: the data are checked before and after they are measured. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // by JMH, which calls prepare
public class ToRead extends Combination {
    byte[] bytes;
    Contender contender;

    @Setup
    public void prepare() throws IOException {
        Sample sample = sample();
        contender = with.contender(sample);
        bytes = contender.framed(sample.schema(), sample.payload());
        check();
    }

    /** Once more at the end: what is used much may be done by other code than the first records. */
    @TearDown
    public void check() throws IOException {
        with.checkRead(sample(), contender.read(bytes));
    }
}
