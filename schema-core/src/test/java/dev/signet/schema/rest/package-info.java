@NullMarked
package dev.signet.schema.rest;

import org.jspecify.annotations.NullMarked;
