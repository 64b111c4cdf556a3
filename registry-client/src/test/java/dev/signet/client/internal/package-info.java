@NullMarked
package dev.signet.client.internal;

import org.jspecify.annotations.NullMarked;
