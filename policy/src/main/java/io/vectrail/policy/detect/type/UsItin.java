package io.vectrail.policy.detect.type;

/** An individual taxpayer identification number of the United States (IRS, IRM 3.21.263: 9, and the fourth and fifth digit). */
final class UsItin {

    private static final Label LABEL = Label.of(
            "itin",
            "itins",
            "individual taxpayer",
            "taxpayer id",
            "taxpayer identification",
            "taxpayer number",
            "tax id",
            "tax identification",
            "tin",
            "itin or ssn");

    static final Recognizer RECOGNIZER = Recognizer.of("US_ITIN")
            .shape(0.85, "\\b9\\d{2}-[5-9]\\d-\\d{4}\\b", LABEL.unlessGoods(UsItin::holds))
            .shape(0.5, "\\b9\\d{2} [5-9]\\d \\d{4}\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .labelled(0.5, "\\b9\\d{2}[5-9]\\d{5}\\b", LABEL.required(UsItin::holds))
            .context(LABEL.words())
            .build();

    private UsItin() {}

    private static boolean holds(Candidate candidate) {
        int group = Digits.number(candidate, 3, 5);
        boolean issued = (group >= 50 && group <= 65) || (group >= 70 && group <= 99);
        return issued && group != 89 && group != 93 && !Digits.allSame(candidate);
    }
}
