package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SignetRegistry;
import java.net.URI;
import java.util.function.Function;

/**
 * What every command is given from outside.
 *
 * @param console where it prints
 * @param registries how it gets hold of the registry at an address
 * @param own the same, for what only Signet's registry can do
 */
record Session(Console console, Function<URI, SchemaRegistry> registries, Function<URI, SignetRegistry> own) {}
