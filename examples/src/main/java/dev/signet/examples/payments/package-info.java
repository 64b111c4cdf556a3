/** A consumer that may meet an event twice, commits by hand, takes no more than it can hold, and sets bad records aside. */
@NullMarked
package dev.signet.examples.payments;

import org.jspecify.annotations.NullMarked;
