package dev.signet.server.registry;

/**
 * Names the state of all that a footprint shows, as {@link Mark} names that of one subject. It never returns once it has
 * changed. Only equality means anything.
 *
 * @param history names what verdicts depend on: the versions, config and mode of the subjects and of those that are
 *     referred to, and what is set above them
 * @param contents names what only writes depend on: which contents and ids are there
 */
public record FootprintMark(String history, String contents) {}
