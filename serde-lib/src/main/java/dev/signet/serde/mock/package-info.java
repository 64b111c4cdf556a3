/** The registry behind {@code mock://} URLs, for tests of applications. */
@NullMarked
package dev.signet.serde.mock;

import org.jspecify.annotations.NullMarked;
