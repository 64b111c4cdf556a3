/**
 * What the brokers that run Signet say about themselves: taken in, kept for a day, shown. Operational data: it decides
 * nothing in the registry and leaves no trace in its audit trail. Knows neither HTTP nor SQL.
 */
@NullMarked
package dev.signet.server.brokers;

import org.jspecify.annotations.NullMarked;
