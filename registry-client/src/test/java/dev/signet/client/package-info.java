@NullMarked
package dev.signet.client;

import org.jspecify.annotations.NullMarked;
