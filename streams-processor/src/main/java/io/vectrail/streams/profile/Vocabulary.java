package io.vectrail.streams.profile;

import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentLongsSketch;

/**
 * How much of a caller's texts its most frequent words make up. A language has words that stand everywhere; tokens drawn at random have not.
 *
 * @param sketch the frequent words of the present stretch of text (Apache DataSketches, Misra-Gries), serialised; empty where there are none
 * @param words how many words that stretch has
 * @param usual what its eight most frequent words made up in stretches before, 0 to 1
 * @param stretches how many stretches that is from, as far as it matters
 */
public record Vocabulary(byte[] sketch, long words, double usual, int stretches) {

    private static final int MOST = 64;
    private static final int FREQUENT = 8;

    /** Words of a stretch. */
    private static final long STRETCH = 8192;

    private static final int MOST_STRETCHES = 8;

    /** Of one text: a long one is not to be the whole stretch. */
    private static final int MOST_OF_A_TEXT = 128;

    static final Vocabulary NONE = new Vocabulary(new byte[0], 0, 0, 0);

    Vocabulary with(Sighting now) {
        if (now.samples().isEmpty()) {
            return this;
        }
        Vocabulary then = words < STRETCH ? this : next();
        FrequentLongsSketch open = then.open();
        long count = then.words;
        for (Sample sample : now.samples()) {
            int most = Math.min(MOST_OF_A_TEXT, sample.words().length);
            for (int i = 0; i < most; i++) {
                open.update(sample.words()[i]);
            }
            count += most;
        }
        return new Vocabulary(open.toByteArray(), count, then.usual, then.stretches);
    }

    private Vocabulary next() {
        int known = Math.min(MOST_STRETCHES, stretches + 1);
        return new Vocabulary(new byte[0], 0, usual + (frequent() - usual) / known, known);
    }

    /** What the eight most frequent words make up of the present stretch, 0 to 1. */
    public double frequent() {
        if (words == 0) {
            return 0;
        }
        long top = Stream.of(open().getFrequentItems(0, ErrorType.NO_FALSE_NEGATIVES))
                // What they certainly make up: of random tokens the estimates are nothing but the sketch's error.
                .mapToLong(row -> -row.getLowerBound())
                .sorted()
                .limit(FREQUENT)
                .map(negative -> -negative)
                .sum();
        return Math.min(1, (double) top / words);
    }

    private FrequentLongsSketch open() {
        return sketch.length == 0
                ? new FrequentLongsSketch(MOST)
                : FrequentLongsSketch.getInstance(MemorySegment.ofArray(sketch));
    }
}
