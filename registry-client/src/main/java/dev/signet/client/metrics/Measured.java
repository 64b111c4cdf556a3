package dev.signet.client.metrics;

import java.util.List;

/** What can tell how it is doing. */
public interface Measured {
    /** Its figures; the list is the same each time, the numbers are those of the moment. */
    List<Figure> figures();
}
