package io.vectrail.policy.detect.type;

/** A passport of India: a letter and seven digits, neither the first nor the last a zero (Passport Seva, passport number). */
final class InPassport {

    private static final Label LABEL =
            Label.of("passport", "indian passport", "passport number", "passport no", "travel document", "पासपोर्ट");

    static final Recognizer RECOGNIZER = Recognizer.of("IN_PASSPORT")
            .labelled(0.5, "\\b[A-Za-z][ -]?[1-9]\\d ?\\d{4}[1-9]\\b", LABEL.required(InPassport::holds))
            .context(LABEL.words())
            .build();

    private InPassport() {}

    private static boolean holds(Candidate candidate) {
        return !Digits.allSame(candidate);
    }
}
