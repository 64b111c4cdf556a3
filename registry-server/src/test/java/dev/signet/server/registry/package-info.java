@NullMarked
package dev.signet.server.registry;

import org.jspecify.annotations.NullMarked;
