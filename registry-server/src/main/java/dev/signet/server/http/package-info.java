/** The REST contract over HTTP: reads requests, calls one use case each, replies. The only room that sees Javalin and Jetty. */
@NullMarked
package dev.signet.server.http;

import org.jspecify.annotations.NullMarked;
