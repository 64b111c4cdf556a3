/** What is committed beside the schemas: how files are found and named, levels, severities, waivers. */
@NullMarked
package dev.signet.gate.config;

import org.jspecify.annotations.NullMarked;
