package dev.signet.broker.report;

/** Says which client a request thread works for. */
public interface ClientName {

    /** Nobody knows. */
    ClientName UNKNOWN = () -> "";

    /** The client's id of the request that this thread works on; empty if it has none, or if it is not known. */
    String ofThisThread();
}
