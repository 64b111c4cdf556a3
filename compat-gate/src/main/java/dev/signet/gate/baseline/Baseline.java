package dev.signet.gate.baseline;

import dev.signet.gate.files.SchemaFile;
import java.util.List;

/** What schemas are judged by. Confined to one thread. */
public interface Baseline {
    /** How it was written, without credentials. */
    String name();

    /**
     * Judges files as one change set.
     *
     * @param files each after those that it needs
     */
    BaselineResult judge(List<SchemaFile> files);
}
