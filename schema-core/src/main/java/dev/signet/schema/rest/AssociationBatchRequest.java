package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several changes, each of one resource and each on its own.
 *
 * @param requests the changes
 */
public record AssociationBatchRequest(@Nullable List<AssociationRequest> requests) {}
