package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Texts;

/**
 * Texts made from one template, with something else filled in: membership is asked for this way, and so are lists copied. The share of the latest texts
 * that begin with the same four words as another of the latest, above what is usual of this caller, see {@link OfTheLatest}; from a half on, fully met at 90 %. Source: M. Anderson and others, Is My
 * Data in Your Retrieval Database?, arXiv 2405.20446, which asks by a template.
 */
record Templates() implements Measure {

    private static final double FROM = 0.5;
    private static final double TO = 0.9;

    @Override
    public Signal signal() {
        return Signal.TEMPLATES;
    }

    @Override
    public Reading read(Evidence evidence) {
        Texts texts = evidence.after().texts();
        return OfTheLatest.compared(
                evidence.before().texts().templated(),
                texts.templated(),
                texts.usuallyTemplated(),
                FROM,
                TO,
                "texts begin as another of the latest");
    }
}
