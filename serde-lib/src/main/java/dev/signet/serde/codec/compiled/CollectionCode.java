package dev.signet.serde.codec.compiled;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.tree.PartsWriters;
import dev.signet.serde.codec.tree.PartsWriters.ArrayWriter;
import dev.signet.serde.codec.tree.PartsWriters.MapWriter;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** The code that writes an array or a map: one block, and the end. */
final class CollectionCode {
    private final WriterCode writers;
    private final Code code;

    CollectionCode(WriterCode writers, Code code) {
        this.writers = writers;
        this.code = code;
    }

    void array(ArrayWriter array) {
        int size = size(Collection.class);
        Label empty = unlessAny(size);
        code.object(1);
        code.call(Collection.class, "iterator");
        each(size, () -> writers.value(code, array.items()));
        end(empty);
    }

    void map(MapWriter map) {
        int size = size(Map.class);
        Label empty = unlessAny(size);
        code.object(1);
        code.call(Map.class, "entrySet");
        code.call(Set.class, "iterator");
        each(size, () -> entry(map));
        end(empty);
    }

    private void entry(MapWriter map) {
        int entry = code.variable(1);
        code.cast(Map.Entry.class);
        code.store(Opcodes.ASTORE, entry);
        code.object(entry);
        code.call(Map.Entry.class, "getKey");
        WriterCode.text(code);
        code.object(0);
        code.object(entry);
        code.call(Map.Entry.class, "getValue");
        writers.value(code, map.values());
    }

    /** Makes the value a collection or a map, and returns the variable of its size. */
    private int size(Class<?> of) {
        int size = code.variable(1);
        code.object(1);
        code.cast(of);
        code.store(Opcodes.ASTORE, 1);
        code.object(1);
        code.call(of, "size");
        code.store(Opcodes.ISTORE, size);
        return size;
    }

    private Label unlessAny(int size) {
        Label empty = new Label();
        code.load(Opcodes.ILOAD, size);
        code.jump(Opcodes.IFEQ, empty);
        return empty;
    }

    /** The number of items and then each; the iterator is on the stack, and each item above the output. */
    private void each(int size, Runnable item) {
        int iterator = code.variable(1);
        int written = code.variable(1);
        Label next = new Label();
        Label done = new Label();
        code.store(Opcodes.ASTORE, iterator);
        code.object(0);
        code.load(Opcodes.ILOAD, size);
        code.call(Output.class, "varint", int.class);
        code.push(0);
        code.store(Opcodes.ISTORE, written);
        code.mark(next);
        code.object(iterator);
        code.call(Iterator.class, "hasNext");
        code.jump(Opcodes.IFEQ, done);
        code.object(0);
        code.object(iterator);
        code.call(Iterator.class, "next");
        item.run();
        code.visitor().visitIincInsn(written, 1);
        code.jump(Opcodes.GOTO, next);
        code.mark(done);
        code.load(Opcodes.ILOAD, size);
        code.load(Opcodes.ILOAD, written);
        code.call(PartsWriters.class, "check", int.class, int.class);
    }

    private void end(Label empty) {
        code.mark(empty);
        code.object(0);
        code.push(0);
        code.call(Output.class, "varint", int.class);
    }
}
