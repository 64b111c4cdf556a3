package dev.signet.broker.directory;

import java.util.Collection;

/**
 * Everything that a directory has learnt.
 *
 * @param rules for each rule that was asked for; a live view, from which they can be removed
 * @param schemas about schemas
 * @param presences about subjects
 */
record Learnt(Collection<RuleState> rules, KnownSchemas schemas, Presences presences) {}
