package io.vectrail.load.chaos;

/** How a request ended for its client. */
enum Fate {
    /** A whole answer came. */
    ANSWERED,
    /** The connection ended from the other side before the answer was whole. */
    LOST,
    /** The client hung up, or had waited too long: whatever it sends next is sent at the same time. */
    HUNG_UP
}
