package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Space;

/**
 * Vectors unusually close to each other: queries that feel their way. Natural queries keep a distance; those of an attack come in crowded
 * distances. The share of the latest vectors whose nearest other lies within three tenths of the usual distance, above what is usual of this caller, see {@link OfTheLatest};
 * from 30 % on, fully met at 65 %. Source: M. Juuti and others, PRADA, arXiv 1805.02628, which tests the distribution of these nearest distances; a share needs
 * less state, and no assumption of a normal distribution, which texts do not keep.
 */
record Probing() implements Measure {

    private static final double FROM = 0.3;
    private static final double TO = 0.65;

    @Override
    public Signal signal() {
        return Signal.PROBING;
    }

    @Override
    public Reading read(Evidence evidence) {
        Space space = evidence.after().space();
        return OfTheLatest.compared(
                evidence.before().space().close(),
                space.close(),
                space.usuallyClose(),
                FROM,
                TO,
                "vectors unusually close to another of the latest");
    }
}
