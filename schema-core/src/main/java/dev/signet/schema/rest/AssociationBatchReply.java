package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of each request of a batch, in their order.
 *
 * @param results one a request
 */
public record AssociationBatchReply(@Nullable List<Result> results) {
    /**
     * Either of them.
     *
     * @param error why the request was refused
     * @param result what it came to
     */
    public record Result(
            @Nullable ErrorReply error, @Nullable AssociationReply result) {}
}
