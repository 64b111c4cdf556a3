@NullMarked
package dev.signet.gate.config;

import org.jspecify.annotations.NullMarked;
