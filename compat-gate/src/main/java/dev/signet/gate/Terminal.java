package dev.signet.gate;

import dev.signet.gate.report.ReportView.Colours;
import java.io.Console;

/** Whether somebody looks at the output. */
final class Terminal {
    private Terminal() {}

    /** Colours on a terminal, none in a pipe, and none for those who have set {@code NO_COLOR}. */
    static Colours colours() {
        String refused = System.getenv("NO_COLOR");
        boolean wanted = refused == null || refused.isEmpty();
        return wanted && isThere() ? Colours.YES : Colours.NO;
    }

    private static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console in a pipe, too, which can be asked.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException old) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
