package io.vectrail.policy.detect.type;

/** A passport of the United States: nine digits, or a letter and eight since 2021; a card's is C and eight digits. */
final class UsPassport {

    private static final Label LABEL = Label.of(
            "passport",
            "pasaporte",
            "travel document",
            "us passport",
            "usa passport",
            "united states passport",
            "american passport",
            "passport card",
            "passport book",
            "pass no",
            "ppt");

    static final Recognizer RECOGNIZER = Recognizer.of("US_PASSPORT")
            .labelled(0.5, "\\b\\d{9}\\b", LABEL.required(UsPassport::holds))
            .labelled(0.5, "\\b[A-Za-z]\\d{8}\\b", LABEL.required(UsPassport::holds))
            .context(LABEL.words())
            .build();

    private UsPassport() {}

    private static boolean holds(Candidate candidate) {
        return !Digits.allSame(candidate);
    }
}
