/** What the house's other modules use of the client's inside; no API. */
@NullMarked
package dev.signet.client.internal;

import org.jspecify.annotations.NullMarked;
