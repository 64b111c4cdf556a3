/** The JSON of the REST contract: every body that a registry sends or receives, and the one mapper that reads and writes them. */
@NullMarked
package dev.signet.schema.rest;

import org.jspecify.annotations.NullMarked;
