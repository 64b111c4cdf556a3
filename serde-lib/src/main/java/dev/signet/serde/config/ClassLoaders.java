package dev.signet.serde.config;

/** Where the classes of the application are found. */
public final class ClassLoaders {
    private ClassLoaders() {}

    /** The thread's context class loader, or this library's where there is none. */
    public static ClassLoader users() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : ClassLoaders.class.getClassLoader();
    }
}
