package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Coverage;

/**
 * Has vectors made of everything, as somebody does who copies the model: many different texts without a topic of their own, in calls of many texts.
 * How many the day has had, on a logarithmic scale from 150 to 900, or to four times the most that the caller's own days had. What is of everything shows in
 * how many dimensions the vectors spread, see {@link Coverage}. Sources: S. Tamber and others, Can't Hide Behind the API: Stealing Black-Box
 * Commercial Embedding Models, arXiv 2406.09355; M. Kesarwani and others, Model Extraction Warning in MLaaS Paradigm, 2018 (coverage).
 */
record BroadCoverage() implements Measure {

    private static final double FROM = 150;
    private static final double TO = 900;

    @Override
    public Signal signal() {
        return Signal.COVERAGE;
    }

    @Override
    public Reading read(Evidence evidence) {
        Coverage coverage = evidence.after().coverage();
        if (evidence.now().samples().isEmpty() || Coverage.wide(evidence.after().space()) == 0) {
            return Reading.NONE;
        }
        double reached = coverage.reached();
        double usual = coverage.usual();
        double from = StrictMath.log(Math.max(FROM, usual));
        double to = StrictMath.log(Math.max(TO, 4 * usual));
        return Reading.of(
                Reading.ramp(StrictMath.log(Math.max(1, reached)), from, to),
                "about %.0f different texts of everything today, at most %.0f on days before, over %.0f dimensions",
                reached,
                usual,
                evidence.after().space().dimensions());
    }
}
