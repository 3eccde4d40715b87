package io.vectrail.load.chaos;

/** What a request wants of the gateway, of the upstream, and of its own client. */
enum Kind {
    /** One text, 256 dimensions in base64. */
    PLAIN(7000),
    /** One text, 64 dimensions as numbers. */
    FLOATS(900),
    /** Two to eight texts. */
    BATCH(600),
    /** Forty texts with 1,536 dimensions: a response over the inline limit. */
    LARGE_RESPONSE(15),
    /** One text of 300 KB: a request over the inline limit. */
    LARGE_REQUEST(10),
    /** The upstream answers 500. */
    ERROR(300),
    /** The upstream takes its time. */
    SLOW(150),
    /** The upstream closes the connection before it answers. */
    CUT(100),
    /** The upstream closes the connection in the middle of its answer. */
    HALF(100),
    /** A model that is not permitted: refused. */
    BAD_MODEL(250),
    /** A route that nobody knows: refused. */
    UNKNOWN_ROUTE(250),
    /** The client hangs up before it has sent everything. */
    HANG_UP_SENDING(75),
    /** The client hangs up before the answer comes. */
    HANG_UP_WAITING(175),
    /** The client hangs up in the middle of the answer. */
    HANG_UP_READING(75);

    private static final int ALL = 10_000;

    /** Of {@link #ALL} requests. */
    private final int weight;

    Kind(int weight) {
        this.weight = weight;
    }

    /** By a number from 0 to 9,999. */
    static Kind drawn(int number) {
        int rest = number % ALL;
        for (Kind kind : values()) {
            rest -= kind.weight;
            if (rest < 0) {
                return kind;
            }
        }
        return PLAIN;
    }

    /** Whether the upstream must never see it. */
    boolean refused() {
        return this == BAD_MODEL || this == UNKNOWN_ROUTE;
    }

    boolean hangsUp() {
        return this == HANG_UP_SENDING || this == HANG_UP_WAITING || this == HANG_UP_READING;
    }
}
