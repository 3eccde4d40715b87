package io.vectrail.streams.profile;

import java.util.function.LongConsumer;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * How many different things there were: HyperLogLog (Apache DataSketches), 512 registers of 4 bits, within 5 % mostly.
 *
 * @param sketch serialised, at most about 320 bytes; empty where nothing was counted
 */
public record Distinct(byte[] sketch) {

    private static final int LG_REGISTERS = 9;

    static final Distinct NONE = new Distinct(new byte[0]);

    /** A sketch is opened once for many. */
    interface Hashes {
        void each(LongConsumer counted);
    }

    Distinct with(Hashes hashes) {
        HllSketch open = open();
        hashes.each(open::update);
        return open.isEmpty() ? this : new Distinct(open.toCompactByteArray());
    }

    boolean isEmpty() {
        return sketch.length == 0;
    }

    /** About how many. */
    public double count() {
        return sketch.length == 0 ? 0 : open().getEstimate();
    }

    private HllSketch open() {
        return sketch.length == 0 ? new HllSketch(LG_REGISTERS, TgtHllType.HLL_4) : HllSketch.heapify(sketch);
    }
}
