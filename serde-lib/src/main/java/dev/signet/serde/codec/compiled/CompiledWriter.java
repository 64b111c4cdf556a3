package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.ValueWriter;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A tree of writers that becomes a class when it is used much. Safe for concurrent use. */
public final class CompiledWriter implements ValueWriter {
    private final ValueWriter tree;
    private final Function<Schema, Optional<Class<?>>> classes;
    private final Uses uses = new Uses(this::compile);
    private volatile ValueWriter form;

    private CompiledWriter(ValueWriter tree, Function<Schema, Optional<Class<?>>> classes) {
        this.tree = tree;
        this.form = tree;
        this.classes = classes;
    }

    /**
     * The writer that a tree becomes.
     *
     * @param classes finds the generated class of a named type, without running any of its code
     */
    public static ValueWriter of(
            ValueWriter tree, CodeGeneration generation, Function<Schema, Optional<Class<?>>> classes) {
        if (generation == CodeGeneration.OFF) {
            return tree;
        }
        CompiledWriter writer = new CompiledWriter(tree, classes);
        if (generation == CodeGeneration.AT_ONCE) {
            writer.compile();
            return writer.form;
        }
        return writer;
    }

    private void compile() {
        form = Generator.madeOr(tree, () -> WriterCode.of(tree, new GeneratedClasses(classes)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether it still is the tree
    public void write(Output out, @Nullable Object value) {
        ValueWriter current = form;
        if (current == tree) {
            uses.count();
        }
        current.write(out, value);
    }

    @Override
    public boolean isSurelyFor(Object value) {
        return tree.isSurelyFor(value);
    }
}
