package dev.signet.bench.serde;

import dev.signet.bench.serde.peer.Contender;
import dev.signet.bench.serde.sample.Sample;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record of an earlier schema, and who reads it as the evolved one: the data are checked before and after they are measured. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // by JMH, which calls prepare
public class ToReadEvolved extends Combination {
    byte[] bytes;
    Contender contender;

    @Setup
    public void prepare() throws IOException {
        Sample sample = sample();
        contender = with.contender(sample);
        bytes = contender.framed(sample.earlierSchema(), sample.payload());
        check();
    }

    /** Once more at the end: what is used much may be done by other code than the first records. */
    @TearDown
    public void check() throws IOException {
        with.checkReadEvolved(sample(), contender.readEvolved(bytes));
    }
}
