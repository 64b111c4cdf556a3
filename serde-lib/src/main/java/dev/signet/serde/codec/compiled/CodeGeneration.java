package dev.signet.serde.codec.compiled;

/** When a class is made of a schema's tree. */
public enum CodeGeneration {
    /** Never: the tree does all the work. */
    OFF,

    /** In the background, once the tree has been used often enough to be worth it; nobody waits for it. */
    BACKGROUND,

    /** Before the first use, which waits for it. */
    AT_ONCE
}
