package io.vectrail.streams.profile;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.datasketches.frequencies.FrequentLongsSketch;

/**
 * Where a caller usually calls from and to: a sketch of the frequent ones (Apache DataSketches, Misra-Gries), in which one that is rare among many may be
 * forgotten, and is new again then.
 *
 * @param sketch serialised; empty where nothing was seen
 * @param fresh how often there was something new, of which half is left after thirty days
 */
public record Places(byte[] sketch, Decayed fresh) {

    private static final int MOST = 64;
    private static final long HALF_LIFE = 30 * Days.MILLIS;

    static final Places NONE = new Places(new byte[0], Decayed.NONE);

    /** One of the things that a place consists of. */
    public enum Aspect {
        CONNECTION,
        OPERATION,
        MODEL,
        CLIENT,
        NETWORK
    }

    Places with(Sighting now) {
        FrequentLongsSketch known = open();
        List<Aspect> unknown = unknown(known, now.place());
        for (Aspect aspect : Aspect.values()) {
            known.update(key(aspect, now.place()));
        }
        return new Places(known.toByteArray(), unknown.isEmpty() ? fresh : fresh.plus(1, now.at(), HALF_LIFE));
    }

    /** What of a place was not seen of this caller. */
    public List<Aspect> unknown(Place place) {
        return unknown(open(), place);
    }

    private static List<Aspect> unknown(FrequentLongsSketch known, Place place) {
        return List.of(Aspect.values()).stream()
                .filter(aspect -> !value(aspect, place).isEmpty() && known.getLowerBound(key(aspect, place)) == 0)
                .toList();
    }

    private FrequentLongsSketch open() {
        return sketch.length == 0
                ? new FrequentLongsSketch(MOST)
                : FrequentLongsSketch.getInstance(MemorySegment.ofArray(sketch));
    }

    private static long key(Aspect aspect, Place place) {
        return Hash.join(Hash.of(aspect.name()), Hash.of(value(aspect, place)));
    }

    private static String value(Aspect aspect, Place place) {
        return switch (aspect) {
            case CONNECTION -> place.connection();
            case OPERATION -> place.operation();
            case MODEL -> place.model();
            case CLIENT -> place.client();
            case NETWORK -> place.network();
        };
    }
}
