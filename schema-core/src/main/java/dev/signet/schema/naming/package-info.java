/** The names by which configurations of the usual serializers say things that producers and brokers have to agree on. */
@NullMarked
package dev.signet.schema.naming;

import org.jspecify.annotations.NullMarked;
