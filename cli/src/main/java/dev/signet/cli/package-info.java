/** The {@code signet} command: its options, what it prints and with which code it ends. Start at {@code Signet}. */
@NullMarked
package dev.signet.cli;

import org.jspecify.annotations.NullMarked;
