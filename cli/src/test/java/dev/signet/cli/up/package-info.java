@NullMarked
package dev.signet.cli.up;

import org.jspecify.annotations.NullMarked;
