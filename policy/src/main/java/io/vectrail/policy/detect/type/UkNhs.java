package io.vectrail.policy.detect.type;

/** A patient's number of the NHS in England and Wales: ten digits, the last a check by eleven (NHS Data Dictionary, NHS NUMBER). */
final class UkNhs {

    private static final Label LABEL = Label.of(
            "nhs",
            "nhs number",
            "nhs no",
            "national health service",
            "national health",
            "patient",
            "patient id",
            "patient number",
            "health number",
            "health service number",
            "nhs id");

    private static final int[] WEIGHTS = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};

    static final Recognizer RECOGNIZER = Recognizer.of("UK_NHS")
            .shape(0.5, "\\b\\d{3} \\d{3} \\d{4}\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .labelled(0.5, "\\b\\d{3}-\\d{3}-\\d{4}\\b", LABEL.required(UkNhs::holds))
            .labelled(0.5, "\\b\\d{10}\\b", LABEL.required(UkNhs::holds))
            .context(LABEL.words())
            .build();

    private UkNhs() {}

    static boolean holds(Candidate candidate) {
        return Digits.weighted(candidate, WEIGHTS) % 11 == 0 && !Digits.allSame(candidate);
    }
}
