package io.vectrail.policy.detect.type;

/** An Australian business number: two check digits and nine more, by 89 (Australian Business Register, Format of the ABN). */
final class AuAbn {

    private static final Label LABEL = Label.of(
            "abn",
            "a b n",
            "abns",
            "abn number",
            "abn no",
            "australian business",
            "australian business number",
            "business number",
            "tax id",
            "gst registration");

    private static final int[] WEIGHTS = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};

    static final Recognizer RECOGNIZER = Recognizer.of("AU_ABN")
            .shape(0.9, "\\b\\d{2} \\d{3} \\d{3} \\d{3}\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .shape(0.9, "\\b\\d{2}-\\d{3}-\\d{3}-\\d{3}\\b", LABEL.unlessOther(AuAbn::holds))
            .shape(0.6, "\\b\\d{11}\\b", LABEL.unlessOther(AuAbn::holds))
            .context(LABEL.words())
            .build();

    private AuAbn() {}

    static boolean holds(Candidate candidate) {
        // One is taken from the first digit.
        int sum = Digits.weighted(candidate, WEIGHTS) - 10;
        return sum % 89 == 0 && candidate.text().charAt(candidate.start()) != '0';
    }
}
