package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Input;
import dev.signet.serde.codec.tree.ValueReader;
import org.jspecify.annotations.Nullable;

/** A tree of readers that becomes a class when it is used much. Safe for concurrent use. */
public final class CompiledReader implements ValueReader {
    private final ValueReader tree;
    private final Uses uses = new Uses(this::compile);
    private volatile ValueReader form;

    private CompiledReader(ValueReader tree) {
        this.tree = tree;
        this.form = tree;
    }

    /** The reader that a tree becomes. */
    public static ValueReader of(ValueReader tree, CodeGeneration generation) {
        if (generation == CodeGeneration.OFF) {
            return tree;
        }
        CompiledReader reader = new CompiledReader(tree);
        if (generation == CodeGeneration.AT_ONCE) {
            reader.compile();
            return reader.form;
        }
        return reader;
    }

    private void compile() {
        form = Generator.madeOr(tree, () -> ReaderCode.of(tree));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether it still is the tree
    public @Nullable Object read(Input in) {
        ValueReader current = form;
        if (current == tree) {
            uses.count();
        }
        return current.read(in);
    }
}
