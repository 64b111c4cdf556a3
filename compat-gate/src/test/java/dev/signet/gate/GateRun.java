package dev.signet.gate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A run of the command, as somebody in a shell sees it. */
public record GateRun(int code, String out, String err) {
    public static GateRun of(Folder folder, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(folder.path().toString()));
        all.addAll(List.of(arguments));
        int code = new CommandLine(new GateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        String prefix = folder.path() + "/";
        return new GateRun(code, out.toString().replace(prefix, ""), err.toString());
    }
}
