@NullMarked
package dev.signet.cli.gate;

import org.jspecify.annotations.NullMarked;
