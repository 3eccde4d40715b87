package io.vectrail.edge.exchange;

/** What an exchange took of limits over time, before it went on. */
public interface Reservation {

    /** Nothing. */
    Reservation NONE = () -> {};

    /** The upstream made no vectors, so that those that were taken are given back. To be told at most once. */
    void withoutVectors();
}
