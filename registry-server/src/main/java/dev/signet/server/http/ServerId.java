package dev.signet.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Who answers, in the shape that clients expect.
 *
 * @param scope what they key their caches by
 */
record ServerId(Scope scope) {
    /**
     * Where the server stands.
     *
     * @param path always empty
     * @param clusters the names of what it belongs to
     */
    record Scope(@JsonInclude List<String> path, Clusters clusters) {}

    /**
     * Names of clusters; servers on one database are one cluster.
     *
     * @param kafka stands for a Kafka cluster
     * @param registry stands for this registry
     */
    record Clusters(
            @JsonProperty("kafka-cluster") String kafka,
            @JsonProperty("schema-registry-cluster") String registry) {}
}
