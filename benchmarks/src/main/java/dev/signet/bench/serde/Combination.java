package dev.signet.bench.serde;

import dev.signet.bench.serde.peer.Peer;
import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.bench.serde.sample.Shape;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is combined with what. The last parameter by name changes first, so that peers are measured side by side. */
@State(Scope.Thread)
public abstract class Combination {
    @Param
    public Kind kind = Kind.GENERIC;

    @Param
    public Shape shape = Shape.FLAT;

    @Param
    public Peer with = Peer.SIGNET;

    final Sample sample() {
        return new Sample(shape, kind);
    }
}
