package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

class LogMethodsTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 3);
    private static final LogConfig CONFIG = new LogConfig(Map.of());
    private static final ByteBuffer BATCHES = ByteBuffer.allocate(8);

    /** Stands for {@code UnifiedLog}. */
    public static final class Log {
        public String parentDir() {
            return "/data";
        }

        public TopicPartition topicPartition() {
            return PARTITION;
        }

        public LogConfig config() {
            return CONFIG;
        }
    }

    /** The same after a release has given a method another type. */
    public static final class ChangedLog {
        public CharSequence parentDir() {
            return "/data";
        }

        public TopicPartition topicPartition() {
            return PARTITION;
        }

        public LogConfig config() {
            return CONFIG;
        }
    }

    /** Stands for {@code MemoryRecords}. */
    public static final class Records {
        public ByteBuffer buffer() {
            return BATCHES;
        }
    }

    /** The same after a release has made a method private. */
    public static final class ClosedRecords {
        @SuppressWarnings("UnusedMethod")
        private ByteBuffer buffer() {
            return BATCHES;
        }
    }

    @Test
    void each_is_called_on_an_object_of_a_type_that_is_known_at_run_time_only() throws Throwable {
        LogMethods methods = LogMethods.of(Log.class, Records.class);
        Object log = new Log();
        Object records = new Records();

        assertThat((String) methods.folder().invokeExact(log)).isEqualTo("/data");
        assertThat((TopicPartition) methods.partition().invokeExact(log)).isSameAs(PARTITION);
        assertThat((AbstractConfig) methods.config().invokeExact(log)).isSameAs(CONFIG);
        assertThat((ByteBuffer) methods.batches().invokeExact(records)).isSameAs(BATCHES);
    }

    @Test
    void a_call_costs_no_allocation() throws Throwable {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MethodHandle folder = LogMethods.of(Log.class, Records.class).folder();
        Object log = new Log();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < 1_000; n++) {
                if (((String) folder.invokeExact(log)).isEmpty()) {
                    throw new AssertionError("no folder");
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        // the reading itself may cost something, a call may not
        assertThat(least).isLessThan(1_000);
    }

    @Test
    void a_method_that_is_not_exactly_as_expected_is_one_sentence() {
        assertThatThrownBy(() -> LogMethods.of(ChangedLog.class, Records.class))
                .isInstanceOf(WeavingException.class)
                .hasMessage("Signet cannot validate inside this Apache Kafka: " + ChangedLog.class.getName()
                        + " has no public method java.lang.String parentDir()."
                        + " Use a release that Signet supports, or start the broker without Signet");
        assertThatThrownBy(() -> LogMethods.of(Log.class, ClosedRecords.class))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining(
                        ClosedRecords.class.getName() + " has no public method java.nio.ByteBuffer buffer()");
    }
}
