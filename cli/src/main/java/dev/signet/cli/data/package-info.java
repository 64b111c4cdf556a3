/** The folder that keeps everything of an all-in-one process: who holds it, and what may be started in it. */
@NullMarked
package dev.signet.cli.data;

import org.jspecify.annotations.NullMarked;
