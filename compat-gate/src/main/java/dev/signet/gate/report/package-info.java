/** The verdicts in the forms that people and CI systems read. */
@NullMarked
package dev.signet.gate.report;

import org.jspecify.annotations.NullMarked;
