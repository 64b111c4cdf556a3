package dev.signet.schema.format;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaType;
import java.util.List;

/** A schema language. Implementations are pure and safe for concurrent use. */
public interface SchemaFormat {
    /** How much of a text is checked. */
    enum Strictness {
        /** A new schema: names, namespaces and defaults must be valid. */
        NEW,
        /** A schema to look up, import or read again: only what is needed to understand it. */
        STORED
    }

    SchemaType type();

    /**
     * Reads a text. Never throws for what the text says.
     *
     * @param text the schema as written
     * @param dependencies the schemas that it refers to, directly or not, each after those that it needs itself
     * @param strictness how much is checked
     */
    ParseResult parse(String text, List<ResolvedReference> dependencies, Strictness strictness);

    /** The tags inside a text, in the order of its places; none in what is no schema. */
    List<EntityTags> tags(String text);

    /**
     * The text with its tags edited. What is no schema stays as it is, for {@link #parse} to object.
     *
     * @param inherited tags that the text gets where it has the place
     * @param edit what else happens; refused if the text lacks a place that it names
     */
    Answer<String> retagged(String text, List<EntityTags> inherited, TagEdit edit);

    /** What people may look for in a text that is stored, without what it refers to. Never throws. */
    SchemaTerms terms(String text);
}
