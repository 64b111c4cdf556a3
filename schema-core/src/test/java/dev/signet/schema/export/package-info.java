@NullMarked
package dev.signet.schema.export;

import org.jspecify.annotations.NullMarked;
