package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Vocabulary;

/**
 * Texts whose words have too high an entropy for a language: tokens drawn at random, lists of words. The share that the eight most frequent words certainly make up
 * bounds the min-entropy and takes a small sketch; of running text it is over a twentieth, of random tokens hardly anything. Fully met at 1 %, nothing from 3 % on,
 * and nothing of a caller whose texts are usually so, as keywords and titles are. Sources: K. Krishna and others, Thieves on Sesame Street, arXiv 1910.12366, whose
 * queries are words at random; J. Misra and D. Gries, Finding Repeated Elements, 1982 (the sketch).
 */
record TokenEntropy() implements Measure {

    private static final double FROM = 0.03;
    private static final double TO = 0.01;

    /** Fewer words may all be different. */
    private static final double LEAST_WORDS = 400;

    private static final double ENOUGH_WORDS = 1500;

    @Override
    public Signal signal() {
        return Signal.ENTROPY;
    }

    @Override
    public Reading read(Evidence evidence) {
        Vocabulary vocabulary = evidence.after().vocabulary();
        double enough = Reading.ramp((double) vocabulary.words(), LEAST_WORDS, ENOUGH_WORDS);
        if (enough == 0) {
            return Reading.NONE;
        }
        double frequent = vocabulary.frequent();
        double usual = vocabulary.stretches() == 0 ? FROM : Math.min(FROM, vocabulary.usual());
        if (usual <= TO) {
            return Reading.NONE;
        }
        return Reading.of(
                Reading.ramp(FROM - frequent, FROM - usual, FROM - Math.min(TO, usual / 2)) * enough,
                "the eight most frequent of %d words make up %.1f %% of them: no language does so",
                vocabulary.words(),
                100 * frequent);
    }
}
