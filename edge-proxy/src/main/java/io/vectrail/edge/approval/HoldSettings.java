package io.vectrail.edge.approval;

import io.vectrail.runtime.config.ByteSize;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may wait for people at this edge, and how many may be decided on in all. Beyond it the answer is 429.
 *
 * @param most connections that wait, 1 to 100000. Default 5000
 * @param perCaller of one caller. Default 100
 * @param bytes most memory that their bodies take, out of {@code listen.inFlightBytes}, each byte counted three times; a quarter of it those
 *     of one caller. Default: a quarter of those
 * @param open requests that can be decided on, whichever edge they came to, 1 to 100000. Default 10000
 * @param openPerCaller of one caller. Default 200
 */
public record HoldSettings(
        Integer most, Integer perCaller, @Nullable ByteSize bytes, Integer open, Integer openPerCaller) {

    private static final int MOST = 100_000;

    public static final HoldSettings DEFAULT = new HoldSettings(null, null, null, null, null);

    public HoldSettings(
            @Nullable Integer most,
            @Nullable Integer perCaller,
            @Nullable ByteSize bytes,
            @Nullable Integer open,
            @Nullable Integer openPerCaller) {
        this.most = bounded("most", most, 5_000);
        this.perCaller = bounded("perCaller", perCaller, 100);
        this.bytes = bytes;
        this.open = bounded("open", open, 10_000);
        this.openPerCaller = bounded("openPerCaller", openPerCaller, 200);
    }

    private static int bounded(String name, @Nullable Integer value, int otherwise) {
        int number = value == null ? otherwise : value;
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("hold." + name + " must be 1 to " + MOST + ", not " + number);
        }
        return number;
    }
}
