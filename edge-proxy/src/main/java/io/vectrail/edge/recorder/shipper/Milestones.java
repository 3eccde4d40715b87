package io.vectrail.edge.recorder.shipper;

/** Told at each step of a transaction that a crash may fall behind. The product has nothing to do there; tests crash. */
interface Milestones {

    /** Nothing happens at any of them. */
    Milestones NONE = point -> {};

    /** The steps, in their order. */
    enum Point {
        /** A batch was read from the journal. */
        PREPARED,
        /** A refused exchange lies on the disk. */
        SET_ASIDE,
        /** The whole transaction was handed to the producer. */
        SENT,
        /** Kafka has committed it; the edge has not noted it. */
        COMMITTED
    }

    void reached(Point point);
}
