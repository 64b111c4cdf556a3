package dev.signet.cli.up;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the all-in-one process is asked for.
 *
 * @param data the folder that keeps everything
 * @param host the address to listen on
 * @param port the registry's port
 * @param kafkaPort the log's port
 * @param database a database to use instead of our own, as a JDBC URL
 */
public record UpSettings(Path data, String host, int port, int kafkaPort, Optional<String> database) {}
