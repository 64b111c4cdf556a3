@NullMarked
package dev.signet.server.http;

import org.jspecify.annotations.NullMarked;
