@NullMarked
package dev.signet.cli.data;

import org.jspecify.annotations.NullMarked;
