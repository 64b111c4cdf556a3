package dev.signet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.cli.up.Ports;
import dev.signet.schema.Refusal;
import dev.signet.schema.compat.Difference;
import java.io.PrintWriter;

/**
 * Where a command prints: data on one stream, what it has to say about them on the other. Safe for use by several
 * threads.
 *
 * @param out data
 * @param err everything else
 * @param terminal whether a person looks on while the command runs
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {
    /** Begins the part of the contract's message that the differences say better. */
    static final String DETAILS = ", details: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Prints one line of data. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints data for a program, on one line. */
    void json(JsonNode data) {
        try {
            line(JSON.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written as JSON", e);
        }
    }

    /** Says something to the user. */
    void say(String text) {
        err.println(text);
        err.flush();
    }

    /** Warns of an address that other machines reach, since nobody is asked who he is yet. */
    void warnIfOpen(String host) {
        if (!Ports.isLocal(host)) {
            say("Warning: " + host + " is open to other machines and asks nobody who they are: whoever reaches it can"
                    + " read and change everything.");
        }
    }

    /** Says why something was refused, with every reason. */
    void refused(Refusal refusal) {
        String message = refusal.message();
        int details = message.indexOf(DETAILS);
        boolean explained = details >= 0 && !refusal.differences().isEmpty();
        say("Refused (" + refusal.code().code() + "): " + (explained ? message.substring(0, details) : message));
        for (Difference difference : refusal.differences()) {
            say("  version " + difference.version() + ": " + difference.explanation());
            say("    to fix it: " + difference.fix());
        }
    }
}
