package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import java.net.URI;
import java.util.function.Function;

/**
 * What every command is given from outside.
 *
 * @param console where it prints
 * @param registries how it gets hold of the registry at an address
 */
record Session(Console console, Function<URI, SchemaRegistry> registries) {}
