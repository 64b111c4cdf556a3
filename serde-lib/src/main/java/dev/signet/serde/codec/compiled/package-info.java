/**
 * The codec's second form: a tree of {@link dev.signet.serde.codec.tree} that has been used enough becomes a hidden class
 * with straight code for its schema. What the generator does not know it leaves to the node of the tree, and where no
 * class can be made the tree goes on.
 */
@NullMarked
package dev.signet.serde.codec.compiled;

import org.jspecify.annotations.NullMarked;
