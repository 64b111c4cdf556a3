package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.List;

/**
 * Who depends on a subject.
 *
 * @param subject the subject
 * @param dependents a page of those who do, by subject and version
 * @param total how many do, as far as they are known
 * @param complete whether that is all; otherwise there are more references than are followed
 */
public record Impact(Subject subject, List<Dependent> dependents, int total, boolean complete) {
    public Impact {
        dependents = List.copyOf(dependents);
    }
}
