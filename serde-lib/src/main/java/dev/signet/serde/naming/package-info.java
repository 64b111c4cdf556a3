/** What an application implements to name subjects in a way of its own. */
@NullMarked
package dev.signet.serde.naming;

import org.jspecify.annotations.NullMarked;
