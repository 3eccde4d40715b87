package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Texts;

/**
 * Many texts that hardly differ from each other: guesses at a text of which somebody has the vector, or variants of a record whose presence is asked for. The share
 * of the latest texts whose SimHash differs from another's in at most 8 of 64 bits, above what is usual of this caller, see {@link OfTheLatest}; from 30 % on, fully met at 65 %. Texts
 * that are being typed do not count. Sources: J. Morris and others, Text Embeddings Reveal (Almost) As Much As Text, arXiv 2310.06816;
 * M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002.
 */
record NearDuplicates() implements Measure {

    private static final double FROM = 0.3;
    private static final double TO = 0.65;

    @Override
    public Signal signal() {
        return Signal.NEAR_DUPLICATES;
    }

    @Override
    public Reading read(Evidence evidence) {
        Texts texts = evidence.after().texts();
        return OfTheLatest.compared(
                evidence.before().texts().near(),
                texts.near(),
                texts.usuallyNear(),
                FROM,
                TO,
                "texts nearly the same as another of the latest");
    }
}
