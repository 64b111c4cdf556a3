@NullMarked
package dev.signet.schema.clients;

import org.jspecify.annotations.NullMarked;
