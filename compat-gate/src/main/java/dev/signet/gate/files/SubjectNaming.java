package dev.signet.gate.files;

import dev.signet.schema.Subject;
import java.util.List;

/**
 * What the subject of a file is called: by the first template whose files it is among, else after its type.
 *
 * @param templates the templates in their order
 */
public record SubjectNaming(List<Template> templates) {
    private static final String ENDING = ".avsc";

    public SubjectNaming {
        templates = List.copyOf(templates);
    }

    /** All after one template. */
    public static SubjectNaming template(String pattern) {
        return new SubjectNaming(List.of(new Template(PathGlob.ALL, pattern)));
    }

    /**
     * A way to name subjects.
     *
     * @param files which files it is for
     * @param pattern the name, in which {@code {record}} (full name of the type), {@code {name}} (its last part),
     *     {@code {path}} (path without ending) and {@code {file}} (its last part) are filled in
     */
    public record Template(PathGlob files, String pattern) {
        private String subjectOf(String path, String recordName) {
            String withoutEnding = path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : path;
            return pattern.replace("{record}", recordName)
                    .replace("{name}", recordName.substring(recordName.lastIndexOf('.') + 1))
                    .replace("{path}", withoutEnding)
                    .replace("{file}", withoutEnding.substring(withoutEnding.lastIndexOf('/') + 1));
        }
    }

    /**
     * The subject of a file.
     *
     * @param path the file, with slashes
     * @param recordName the full name of the type that it defines
     */
    public Subject subjectOf(String path, String recordName) {
        return templates.stream()
                .filter(template -> template.files().matches(path))
                .findFirst()
                .map(template -> Subject.parse(template.subjectOf(path, recordName)))
                .orElseGet(() -> Subject.parse(recordName));
    }
}
