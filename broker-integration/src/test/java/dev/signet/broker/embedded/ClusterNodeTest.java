package dev.signet.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterNodeTest {

    private static ClusterNode node(int id, int size, String host) {
        return new ClusterNode(id, size, host, 9092, Path.of("/data/broker-" + id));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,2", "3,3,2", "5,3,2"})
    void topics_have_three_copies_two_of_them_in_sync_where_there_are_so_many_brokers(
            int size, String copies, String insync) {
        Properties settings = node(1, size, "127.0.0.1").settings();

        assertThat(settings)
                .containsEntry("default.replication.factor", copies)
                .containsEntry("offsets.topic.replication.factor", copies)
                .containsEntry("min.insync.replicas", insync)
                .containsEntry("transaction.state.log.min.isr", insync);
    }

    @Test
    void the_ports_of_the_controllers_follow_those_of_the_brokers() {
        ClusterNode second = node(2, 3, "127.0.0.1");

        assertThat(second.port()).isEqualTo(9093);
        assertThat(second.settings())
                .containsEntry("node.id", "2")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9093,CONTROLLER://127.0.0.1:9096")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:9095,2@127.0.0.1:9096,3@127.0.0.1:9097")
                .containsEntry("log.dirs", "/data/broker-2/data");
    }

    @Test
    void this_machine_reaches_a_broker_that_listens_everywhere() {
        assertThat(node(1, 3, "0.0.0.0").bootstrapServer()).isEqualTo("127.0.0.1:9092");
        assertThat(node(1, 3, "::1").bootstrapServer()).isEqualTo("[::1]:9092");
    }

    @Test
    void a_folder_that_kafka_would_take_for_two_is_refused() {
        assertThatThrownBy(() -> new ClusterNode(1, 3, "127.0.0.1", 9092, Path.of("/data/a,b")))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("comma");
    }
}
