package io.vectrail.policy.detect.type;

/** An Australian company number: eight digits and a check digit (ASIC, Australian Company Number digit check). */
final class AuAcn {

    private static final Label LABEL = Label.of(
            "acn",
            "a c n",
            "acns",
            "acn number",
            "acn no",
            "australian company",
            "australian company number",
            "company number",
            "company no",
            "asic");

    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1, 1};

    static final Recognizer RECOGNIZER = Recognizer.of("AU_ACN")
            .labelled(0.5, "\\b\\d{3} \\d{3} \\d{3}\\b", LABEL.required(c -> holds(c) && Alone.noGroupBeside(c)))
            .labelled(0.5, "\\b\\d{3}-\\d{3}-\\d{3}\\b", LABEL.required(AuAcn::holds))
            .labelled(0.5, "\\b\\d{9}\\b", LABEL.required(AuAcn::holds))
            .context(LABEL.words())
            .build();

    private AuAcn() {}

    static boolean holds(Candidate candidate) {
        return Digits.weighted(candidate, WEIGHTS) % 10 == 0 && !Digits.allSame(candidate);
    }
}
