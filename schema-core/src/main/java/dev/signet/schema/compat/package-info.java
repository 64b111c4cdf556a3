/** Which version may follow which, and why not: the one verdict of registration, endpoints, gate and dry run. */
@NullMarked
package dev.signet.schema.compat;

import org.jspecify.annotations.NullMarked;
