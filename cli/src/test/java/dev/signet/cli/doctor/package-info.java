/** Tests of what is found to be wrong with brokers. */
@org.jspecify.annotations.NullMarked
package dev.signet.cli.doctor;
