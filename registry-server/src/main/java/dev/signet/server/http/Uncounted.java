package dev.signet.server.http;

import dev.signet.schema.ErrorCode;
import java.io.OutputStream;
import java.util.function.IntSupplier;

/** Counts nothing. */
final class Uncounted implements Traffic {
    @Override
    public Line line(String method, String template) {
        return (status, nanos) -> {};
    }

    @Override
    public void refused(ErrorCode code) {}

    @Override
    public void underWay(IntSupplier requests, IntSupplier waiting) {}

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public void write(OutputStream out) {}
}
