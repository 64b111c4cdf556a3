@NullMarked
package dev.signet.gate.report;

import org.jspecify.annotations.NullMarked;
