@NullMarked
package dev.signet.cli.moving;

import org.jspecify.annotations.NullMarked;
