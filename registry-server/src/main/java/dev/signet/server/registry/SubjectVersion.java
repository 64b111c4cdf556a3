package dev.signet.server.registry;

import dev.signet.schema.Subject;
import dev.signet.schema.Version;

/**
 * A version of a subject, by name.
 *
 * @param subject the subject
 * @param version its number
 */
public record SubjectVersion(Subject subject, Version version) {}
