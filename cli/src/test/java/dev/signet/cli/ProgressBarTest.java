package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    @Test
    void it_says_how_far_it_is_and_how_fast_it_goes() {
        assertThat(ProgressBar.text(0.5, 12_345, Duration.ofSeconds(2)))
                .isEqualTo("[===============               ]  50 %  12,345 records  6,173/s ");
    }

    @Test
    void nothing_is_printed_where_nobody_looks_on() {
        StringWriter err = new StringWriter();
        ProgressBar bar = new ProgressBar(new Console(new PrintWriter(err), new PrintWriter(err), false));

        bar.show(0.3, 10);
        bar.clear();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void on_a_terminal_the_line_is_taken_away_at_the_end() {
        StringWriter err = new StringWriter();
        ProgressBar bar = new ProgressBar(new Console(new PrintWriter(err), new PrintWriter(err), true));

        bar.show(0.3, 10);
        bar.clear();

        assertThat(err.toString()).startsWith("\r[=").endsWith("\r\033[K");
    }
}
