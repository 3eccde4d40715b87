package io.vectrail.policy.detect.type;

/**
 * A Medicare card's number in Australia: eight digits, a check digit, the card's issue, and perhaps the person's place on it
 * (Services Australia). The first digit is 2 to 6.
 */
final class AuMedicare {

    private static final Label LABEL = Label.of(
            "medicare", "medicare card", "medicare number", "medicare no", "medicare num", "mcn", "medicare id");

    private static final int[] WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9};

    static final Recognizer RECOGNIZER = Recognizer.of("AU_MEDICARE")
            .shape(0.7, "\\b[2-6]\\d{3} \\d{5} \\d\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .shape(0.7, "\\b[2-6]\\d{3}-\\d{5}-\\d\\b", LABEL.unlessOther(AuMedicare::holds))
            .shape(0.7, "\\b[2-6]\\d{3}[ -]\\d{5}[ -]\\d[ /-][1-9]\\b", LABEL.unlessOther(AuMedicare::holds))
            .labelled(0.5, "\\b[2-6]\\d{9,10}\\b", LABEL.required(AuMedicare::holds))
            .labelled(0.5, "\\b[2-6]\\d{9}[/-][1-9]\\b", LABEL.required(AuMedicare::holds))
            .context(LABEL.words())
            .build();

    private AuMedicare() {}

    static boolean holds(Candidate candidate) {
        int sum = Digits.weighted(candidate, WEIGHTS);
        return sum % 10 == Digits.at(candidate, 8) && Digits.at(candidate, 9) != 0 && !Digits.allSame(candidate);
    }
}
