package dev.signet.server.registry;

/** The store is known to be out of reach and was not asked, so no write took place. */
public final class StoreOutOfReachException extends StoreFailedException {
    private static final long serialVersionUID = 1L;

    private final transient Outage outage;

    public StoreOutOfReachException(Outage outage) {
        super("The database is out of reach since " + outage.since() + ": " + outage.reason());
        this.outage = outage;
    }

    /** What keeps the store out of reach. */
    public Outage outage() {
        return outage;
    }
}
