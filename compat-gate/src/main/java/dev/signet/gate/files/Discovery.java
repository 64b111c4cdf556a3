package dev.signet.gate.files;

import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.avro.TypeNames;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names the subjects of schema files and puts each file after those whose types it uses. Nothing is parsed but the
 * JSON, and that of the same text only once. Confined to one thread.
 */
public final class Discovery {
    private final SubjectNaming naming;
    private final Map<String, TypeNames> namesByText = new HashMap<>();

    public Discovery(SubjectNaming naming) {
        this.naming = naming;
    }

    /**
     * What was found.
     *
     * @param files every file that has a place, each after those that it needs
     * @param problems why the others have none
     */
    public record Found(List<SchemaFile> files, List<Problem> problems) {
        public Found {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Why a file cannot be judged.
     *
     * @param path the file
     * @param message a sentence for its author
     */
    public record Problem(String path, String message) {
        /** Where it is, and what. */
        @Override
        public String toString() {
            return new Place(path, Position.in(message)) + ": " + message;
        }
    }

    /**
     * Orders files.
     *
     * @param texts their texts by path, with slashes
     */
    public Found discover(Map<String, String> texts) {
        Run run = new Run(new TreeMap<>(texts));
        run.texts.keySet().forEach(path -> run.place(path, new LinkedHashSet<>()));
        run.findSharedSubjects();
        return new Found(List.copyOf(run.done.values()), run.problems);
    }

    private TypeNames names(String text) {
        return namesByText.computeIfAbsent(text, TypeNames::of);
    }

    /** The full name of the type that a text defines; empty if it defines none. */
    public String type(String text) {
        return names(text).declared().stream().findFirst().orElse("");
    }

    /** Whether two texts define the same type and use the same ones, so that one can stand in the place of the other. */
    public boolean hasSameNames(String one, String other) {
        return type(one).equals(type(other))
                && List.copyOf(names(one).used())
                        .equals(List.copyOf(names(other).used()));
    }

    /** What the subject of a file is called. */
    public Subject subject(String path, String type) {
        return naming.subjectOf(path, type);
    }

    /** One discovery. */
    private final class Run {
        private final SortedMap<String, String> texts;
        private final Map<String, List<String>> definedBy = new HashMap<>();
        private final Map<String, SchemaFile> done = new LinkedHashMap<>();
        private final Set<String> failed = new LinkedHashSet<>();
        private final List<Problem> problems = new ArrayList<>();

        private Run(SortedMap<String, String> texts) {
            this.texts = texts;
            texts.forEach((path, text) -> {
                String type = type(text);
                if (!type.isEmpty()) {
                    definedBy.computeIfAbsent(type, first -> new ArrayList<>()).add(path);
                }
            });
        }

        private Optional<SchemaFile> place(String path, Set<String> open) {
            SchemaFile known = done.get(path);
            if (known != null || failed.contains(path)) {
                return Optional.ofNullable(known);
            }
            open.add(path);
            List<SchemaFile> needs = new ArrayList<>();
            for (String type : names(textOf(path)).used()) {
                if (!addNeed(path, type, open, needs)) {
                    open.remove(path);
                    return Optional.empty();
                }
            }
            open.remove(path);
            return add(path, needs);
        }

        private boolean addNeed(String path, String type, Set<String> open, List<SchemaFile> needs) {
            List<String> files = definedBy.getOrDefault(type, List.of());
            if (files.isEmpty() || files.contains(path)) {
                return true;
            }
            if (files.size() > 1) {
                return fail(
                        path,
                        "it uses the type " + type + ", which several files define: " + String.join(", ", files)
                                + ". Leave all but one of them out");
            }
            String needed = files.get(0);
            if (open.contains(needed)) {
                return fail(
                        path,
                        "the types of these files refer to one another in a circle: " + String.join(", ", open)
                                + ". Define them in one file");
            }
            Optional<SchemaFile> file = place(needed, open);
            if (file.isEmpty()) {
                return fail(path, "it uses the type " + type + " of " + needed + ", which cannot be judged");
            }
            needs.add(file.get());
            return true;
        }

        private boolean fail(String path, String message) {
            if (failed.add(path)) {
                problems.add(new Problem(path, message));
            }
            return false;
        }

        private Optional<SchemaFile> add(String path, List<SchemaFile> needs) {
            String text = textOf(path);
            String type = type(text);
            Subject subject = naming.subjectOf(path, type);
            if (subject.name().isEmpty() && PlacedJson.of(text).isEmpty()) {
                fail(path, reason(text));
                return Optional.empty();
            }
            if (subject.name().isEmpty()) {
                fail(
                        path,
                        "it defines no type with a name, after which its subject could be called;"
                                + " give it a subject in signet.yaml, or name subjects after {path} or {file}");
                return Optional.empty();
            }
            SchemaFile file = new SchemaFile(path, subject, type, text, needs);
            done.put(path, file);
            return Optional.of(file);
        }

        private static String reason(String text) {
            ParseResult result = new AvroFormat().parse(text, List.of(), Strictness.NEW);
            return result instanceof ParseResult.Invalid invalid ? invalid.reason() : "the text is not JSON";
        }

        private String textOf(String path) {
            return Optional.ofNullable(texts.get(path)).orElseThrow();
        }

        private void findSharedSubjects() {
            Map<Subject, String> first = new HashMap<>();
            for (SchemaFile file : List.copyOf(done.values())) {
                String other = first.putIfAbsent(file.subject(), file.path());
                if (other != null) {
                    fail(
                            file.path(),
                            "its subject " + file.subject() + " is also that of " + other
                                    + "; name subjects after {path}, or leave one of the files out");
                    done.remove(file.path());
                }
            }
        }
    }
}
