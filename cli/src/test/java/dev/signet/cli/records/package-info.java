@NullMarked
package dev.signet.cli.records;

import org.jspecify.annotations.NullMarked;
