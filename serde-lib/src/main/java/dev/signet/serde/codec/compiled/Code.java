package dev.signet.serde.codec.compiled;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The body of a method that is being written. Methods that it calls are looked up, so that a wrong name fails here. */
final class Code {
    private final MethodVisitor visitor;
    private int slots;

    Code(MethodVisitor visitor, int slots) {
        this.visitor = visitor;
        this.slots = slots;
    }

    MethodVisitor visitor() {
        return visitor;
    }

    /** A local variable of that many slots: 2 for a long. */
    int variable(int size) {
        int first = slots;
        slots += size;
        return first;
    }

    void op(int opcode) {
        visitor.visitInsn(opcode);
    }

    void object(int variable) {
        visitor.visitVarInsn(Opcodes.ALOAD, variable);
    }

    void store(int opcode, int variable) {
        visitor.visitVarInsn(opcode, variable);
    }

    void load(int opcode, int variable) {
        visitor.visitVarInsn(opcode, variable);
    }

    void push(int value) {
        if (value >= -1 && value <= 5) {
            visitor.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            visitor.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            visitor.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void type(Class<?> type) {
        visitor.visitLdcInsn(Type.getType(type));
    }

    void cast(Class<?> type) {
        if (type != Object.class) {
            visitor.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(type));
        }
    }

    /** Goes to the label unless the object on the stack, which is taken, is of the type. */
    void unless(Class<?> type, Label otherwise) {
        visitor.visitTypeInsn(Opcodes.INSTANCEOF, Type.getInternalName(type));
        visitor.visitJumpInsn(Opcodes.IFEQ, otherwise);
    }

    /** Goes to the label unless the object on the stack, which is taken, is of exactly the class. It must not be null. */
    void unlessExactly(Class<?> type, Label otherwise) {
        call(Object.class, "getClass");
        type(type);
        visitor.visitJumpInsn(Opcodes.IF_ACMPNE, otherwise);
    }

    void jump(int opcode, Label target) {
        visitor.visitJumpInsn(opcode, target);
    }

    void mark(Label label) {
        visitor.visitLabel(label);
    }

    /** Calls a method; its object, if it has one, and its arguments are on the stack. */
    void call(Class<?> owner, String name, Class<?>... parameters) {
        try {
            call(owner, owner.getDeclaredMethod(name, parameters));
        } catch (NoSuchMethodException wrong) {
            throw new IllegalStateException("the code generator calls a method that is not there", wrong);
        }
    }

    /** As above, on objects of the owner, which may inherit the method. */
    void call(Class<?> owner, Method method) {
        boolean ofInterface = owner.isInterface();
        int opcode = ofInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        visitor.visitMethodInsn(
                Modifier.isStatic(method.getModifiers()) ? Opcodes.INVOKESTATIC : opcode,
                Type.getInternalName(owner),
                method.getName(),
                Type.getMethodDescriptor(method),
                ofInterface);
    }

    /** A new object of a class with the constructor of these parameters, which {@code arguments} puts on the stack. */
    void create(Class<?> type, Runnable arguments, Class<?>... parameters) {
        visitor.visitTypeInsn(Opcodes.NEW, Type.getInternalName(type));
        op(Opcodes.DUP);
        arguments.run();
        Type[] described = new Type[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            described[i] = Type.getType(parameters[i]);
        }
        visitor.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                Type.getInternalName(type),
                "<init>",
                Type.getMethodDescriptor(Type.VOID_TYPE, described),
                false);
    }

    /** Makes an object of a primitive value. */
    void box(Class<?> type) {
        if (type == int.class) {
            call(Integer.class, "valueOf", int.class);
        } else if (type == long.class) {
            call(Long.class, "valueOf", long.class);
        } else if (type == float.class) {
            call(Float.class, "valueOf", float.class);
        } else if (type == double.class) {
            call(Double.class, "valueOf", double.class);
        } else if (type == boolean.class) {
            call(Boolean.class, "valueOf", boolean.class);
        }
    }
}
