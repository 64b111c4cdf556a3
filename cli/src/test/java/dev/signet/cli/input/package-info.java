@NullMarked
package dev.signet.cli.input;

import org.jspecify.annotations.NullMarked;
