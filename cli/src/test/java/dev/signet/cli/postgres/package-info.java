@NullMarked
package dev.signet.cli.postgres;

import org.jspecify.annotations.NullMarked;
