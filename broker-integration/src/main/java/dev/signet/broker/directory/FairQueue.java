package dev.signet.broker.directory;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Questions that wait, in a line for each who asks: turns go round, so that a long line delays nobody but its owner. For
 * one thread at a time.
 */
final class FairQueue<Q> {

    private final int mostEach;
    private final Map<Object, Queue<Q>> lines = new LinkedHashMap<>();

    /**
     * Empty.
     *
     * @param mostEach how many may wait in one line
     */
    FairQueue(int mostEach) {
        this.mostEach = mostEach;
    }

    /** Puts a question at the end of somebody's line; false if that line is full. */
    boolean add(Object asker, Q question) {
        Queue<Q> line = lines.computeIfAbsent(asker, first -> new ArrayDeque<>());
        return line.size() < mostEach && line.add(question);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The next one's first question. */
    Optional<Q> next() {
        Iterator<Map.Entry<Object, Queue<Q>>> turns = lines.entrySet().iterator();
        if (!turns.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Object, Queue<Q>> turn = turns.next();
        Object asker = turn.getKey();
        Queue<Q> line = turn.getValue();
        turns.remove();
        Q question = line.remove();
        if (!line.isEmpty()) {
            lines.put(asker, line);
        }
        return Optional.of(question);
    }
}
