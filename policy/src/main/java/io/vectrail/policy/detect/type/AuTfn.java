package io.vectrail.policy.detect.type;

/** A tax file number of Australia: nine digits, or eight in old ones, the sum of which by their weights is a multiple of eleven. */
final class AuTfn {

    private static final Label LABEL = Label.of(
            "tfn",
            "t f n",
            "tfns",
            "tfn number",
            "tax file",
            "tax file number",
            "tax file no",
            "taxfile",
            "taxation number",
            "tax number",
            "tax no",
            "tax num",
            "tax ref",
            "tax reference",
            "tax id",
            "tax identification",
            "tax identifier",
            "taxpayer number",
            "taxpayer no",
            "taxpayer id",
            "taxpayer identification",
            "australian tax",
            "australian taxation",
            "tfnno",
            "ato",
            "ato number",
            "ato no",
            "ato ref",
            "ato reference",
            "ato id");

    private static final int[] NINE = {1, 4, 3, 7, 5, 8, 6, 9, 10};
    private static final int[] EIGHT = {10, 7, 8, 4, 6, 3, 5, 1};

    static final Recognizer RECOGNIZER = Recognizer.of("AU_TFN")
            .labelled(
                    0.5,
                    "\\b(?:\\d{3} \\d{3} ?\\d{2,3}|\\d{3} ?\\d{3} \\d{2,3}|\\d{2} \\d{3} \\d{3})\\b",
                    LABEL.required(c -> holds(c) && Alone.noGroupBeside(c)))
            .labelled(
                    0.5,
                    "\\b(?:\\d{8,9}|\\d{3}-\\d{3}-\\d{2,3}|\\d{2}-\\d{3}-\\d{3}|\\d{3}\\.\\d{3}\\.\\d{2,3})\\b",
                    LABEL.required(AuTfn::holds))
            .context(LABEL.words())
            .build();

    private AuTfn() {}

    static boolean holds(Candidate candidate) {
        int sum = Digits.weighted(candidate, Digits.count(candidate) == NINE.length ? NINE : EIGHT);
        return sum % 11 == 0 && !Digits.allSame(candidate);
    }
}
