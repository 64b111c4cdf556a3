/**
 * Plans of Avro schemas: what a schema says about bytes, resolved once into a tree of nodes, and the walk that checks
 * a datum against it without building anything. Pure; start at {@link dev.signet.schema.avro.plan.WriterPlan}.
 */
@NullMarked
package dev.signet.schema.avro.plan;

import org.jspecify.annotations.NullMarked;
