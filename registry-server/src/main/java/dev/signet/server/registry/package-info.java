/** What a registry does: one use case a method, over a store that is a port; knows neither HTTP nor SQL. */
@NullMarked
package dev.signet.server.registry;

import org.jspecify.annotations.NullMarked;
