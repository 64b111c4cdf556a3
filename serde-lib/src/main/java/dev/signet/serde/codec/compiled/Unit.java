package dev.signet.serde.codec.compiled;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A hidden class that is being written: static methods, and the objects that they use as constants. Confined to one thread. */
final class Unit {
    private static final String NAME = Type.getInternalName(Unit.class) + "$Code";
    private static final String OBJECTS = "[Ljava/lang/Object;";

    /** Classes with more than this would take longer to compile than they save. */
    private static final int MOST_METHODS = 2_000;

    private final ClassWriter out = new PlainFrames();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final List<Object> constants = new ArrayList<>();
    private final List<Class<?>> types = new ArrayList<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private int methods;

    /** Merging two types never asks what their classes are: no class of a user is loaded for it. */
    private static final class PlainFrames extends ClassWriter {
        PlainFrames() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String left, String right) {
            return "java/lang/Object";
        }
    }

    /** What writes the code of a method, its parameters in the first slots. */
    interface Body {
        void write(Code code);
    }

    Unit(Class<?> implemented) {
        out.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", new String[] {
            Type.getInternalName(implemented)
        });
        MethodVisitor constructor = out.visitMethod(0, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
    }

    /** A constant of the class; the same object is kept once. Its type must be public. */
    void load(Code code, Object value, Class<?> type) {
        String name = names.get(value);
        if (name == null) {
            name = "c" + constants.size();
            names.put(value, name);
            constants.add(value);
            types.add(type);
            out.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                            name,
                            Type.getDescriptor(type),
                            null,
                            null)
                    .visitEnd();
        }
        Class<?> kept = types.get(Integer.parseInt(name.substring(1)));
        code.visitor().visitFieldInsn(Opcodes.GETSTATIC, NAME, name, Type.getDescriptor(kept));
        if (kept != type) {
            code.cast(type);
        }
    }

    /** A static method, written when those before it are complete. Returns its name. */
    String later(String descriptor, Body body) {
        if (methods >= MOST_METHODS) {
            throw new Generator.TooLargeException("more than " + MOST_METHODS + " methods");
        }
        String name = "m" + methods++;
        open.add(() -> method(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, body));
        return name;
    }

    /** A method of the interface. */
    void implement(String name, String descriptor, Body body) {
        method(Opcodes.ACC_PUBLIC, name, descriptor, body);
    }

    private void method(int access, String name, String descriptor, Body body) {
        MethodVisitor visitor = out.visitMethod(access, name, descriptor, null, null);
        visitor.visitCode();
        body.write(new Code(visitor, Type.getArgumentsAndReturnSizes(descriptor) >> 2));
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    /** Calls a method of this class. */
    static void call(Code code, String name, String descriptor) {
        code.visitor().visitMethodInsn(Opcodes.INVOKESTATIC, NAME, name, descriptor, false);
    }

    /**
     * An object of the class.
     *
     * @throws LinkageError if the class cannot be made
     */
    Object instance() {
        while (!open.isEmpty()) {
            open.poll().run();
        }
        initializer();
        out.visitEnd();
        try {
            MethodHandles.Lookup hidden =
                    MethodHandles.lookup().defineHiddenClassWithClassData(out.toByteArray(), constants.toArray(), true);
            return hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new LinkageError("a generated class has no constructor", impossible);
        }
    }

    private void initializer() {
        MethodVisitor visitor = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        visitor.visitCode();
        Code code = new Code(visitor, 0);
        code.call(MethodHandles.class, "lookup");
        visitor.visitLdcInsn(ConstantDescs.DEFAULT_NAME);
        visitor.visitLdcInsn(Type.getType(OBJECTS));
        code.call(MethodHandles.class, "classData", MethodHandles.Lookup.class, String.class, Class.class);
        visitor.visitTypeInsn(Opcodes.CHECKCAST, OBJECTS);
        visitor.visitVarInsn(Opcodes.ASTORE, 0);
        for (int i = 0; i < constants.size(); i++) {
            visitor.visitVarInsn(Opcodes.ALOAD, 0);
            code.push(i);
            visitor.visitInsn(Opcodes.AALOAD);
            code.cast(types.get(i));
            visitor.visitFieldInsn(Opcodes.PUTSTATIC, NAME, "c" + i, Type.getDescriptor(types.get(i)));
        }
        visitor.visitInsn(Opcodes.RETURN);
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }
}
