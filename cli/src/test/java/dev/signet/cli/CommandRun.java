package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.function.Function;

/**
 * One run of the command inside this process.
 *
 * @param code what it ended with
 * @param out what it printed as data
 * @param err what it said
 */
public record CommandRun(int code, String out, String err) {
    public static CommandRun of(String... arguments) {
        return of(Registries::over, arguments);
    }

    static CommandRun of(Function<URI, SchemaRegistry> registries, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
        int code = Signet.commandLine(new Session(console, registries, Registries::ownOver))
                .execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
