package io.vectrail.streams.risk.signal;

import io.vectrail.document.risk.Signal;
import io.vectrail.streams.profile.Sensitive;

/**
 * Much that is personal or secret per character. Findings per 1,000 characters of the last hours, each weighted by its class (1 for a secret, a card
 * or account number, a medical record, a US SSN; 0.2 for an address or name; 0.6 for the others), less three times what this caller usually has; fully met at 3. Only what policies look for is found.
 * Source of the classes: NIST SP 800-122, which weighs personal data by the harm that its disclosure does; the figures are ours.
 */
record SensitiveContent() implements Measure {

    private static final double FROM = 0.3;
    private static final double TO = 3;

    /** As if so many characters without any finding had come before: one address in a short text is nothing yet. */
    private static final double BLANK = 2000;

    private static final double KNOWN_CHARACTERS = 200_000;

    @Override
    public Signal signal() {
        return Signal.SENSITIVE_CONTENT;
    }

    @Override
    public Reading read(Evidence evidence) {
        if (evidence.now().detections().isEmpty()) {
            return Reading.NONE;
        }
        Sensitive late = evidence.after().sensitive();
        Sensitive before = evidence.before().sensitive();
        double density = 1000 * late.found().value() / (late.characters().value() + BLANK);
        double usual = before.usualCharacters().value() < KNOWN_CHARACTERS
                ? 0
                : 1000 * before.usualFound().value() / before.usualCharacters().value();
        return Reading.of(
                Reading.ramp(density - 3 * usual, FROM, TO),
                "%.1f weighted findings per 1,000 characters, usually %.1f",
                density,
                usual);
    }
}
