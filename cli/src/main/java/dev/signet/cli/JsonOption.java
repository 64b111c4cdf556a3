package dev.signet.cli;

import picocli.CommandLine.Option;

/** The option that asks for output that programs read. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, one value a line.")
    boolean wanted;
}
