package io.vectrail.policy.detect.type;

import java.util.Set;

/** A social security number of the United States: area, group, serial (SSA, POMS RM 10201.030 and .035). Has no check digit. */
final class UsSsn {

    private static final Label LABEL = Label.of(
            "ssn",
            "ssns",
            "social security",
            "social sec",
            "soc sec",
            "social insurance",
            "ss",
            "ss number",
            "ss no",
            "ss num",
            "social",
            "seguro social",
            "taxpayer id",
            "taxpayer identification",
            "tax id",
            "tin",
            "itin or ssn");

    /** From advertisements and forms: never valid since. */
    private static final Set<Integer> PRINTED = Set.of(78051120, 219099999, 457555462, 123456789, 987654321, 111223333);

    static final Recognizer RECOGNIZER = Recognizer.of("US_SSN")
            .shape(0.85, "\\b\\d{3}-\\d{2}-\\d{4}\\b", LABEL.unlessGoods(UsSsn::holds))
            .shape(0.5, "\\b\\d{3} \\d{2} \\d{4}\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .labelled(0.5, "\\b\\d{3}\\.\\d{2}\\.\\d{4}\\b", LABEL.required(UsSsn::holds))
            .labelled(0.5, "\\b\\d{9}\\b", LABEL.required(UsSsn::holds))
            .context(LABEL.words())
            .build();

    private UsSsn() {}

    private static boolean holds(Candidate candidate) {
        int area = Digits.number(candidate, 0, 3);
        return area != 0
                && area != 666
                && area < 900
                && Digits.number(candidate, 3, 5) != 0
                && Digits.number(candidate, 5, 9) != 0
                && !Digits.allSame(candidate)
                && !PRINTED.contains(Digits.number(candidate, 0, 9));
    }
}
