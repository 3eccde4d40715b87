package io.vectrail.policy.detect.type;

import java.time.YearMonth;

/** A person's number in Poland: date of birth with the century in the month, serial, check digit (Ustawa of 24 September 2010). */
final class PlPesel {

    private static final Label LABEL = Label.of(
            "pesel",
            "pesele",
            "nr pesel",
            "numer pesel",
            "pesel number",
            "ewidencyjny",
            "numer ewidencyjny",
            "polish id",
            "national id",
            "personal number");

    /** By the tens of the month, two at a time. */
    private static final int[] CENTURIES = {1900, 2000, 2100, 2200, 1800};

    private static final int[] WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};

    static final Recognizer RECOGNIZER = Recognizer.of("PL_PESEL")
            .shape(0.6, "\\b\\d{11}\\b", LABEL.unlessOther(PlPesel::ofTheLiving))
            .labelled(0.5, "\\b\\d{11}\\b", LABEL.required(PlPesel::holds))
            .labelled(0.5, "\\b\\d{6}[ -]\\d{5}\\b", LABEL.required(PlPesel::holds))
            .context(LABEL.words())
            .build();

    private PlPesel() {}

    private static boolean ofTheLiving(Candidate candidate) {
        int month = Digits.at(candidate, 2);
        boolean born = month <= 1 || (month <= 3 && Digits.at(candidate, 0) <= 4);
        return born && holds(candidate);
    }

    static boolean holds(Candidate candidate) {
        int month = Digits.number(candidate, 2, 4);
        if (month % 20 < 1 || month % 20 > 12 || Digits.weighted(candidate, WEIGHTS) % 10 != 0) {
            return false;
        }
        YearMonth born = YearMonth.of(CENTURIES[month / 20] + Digits.number(candidate, 0, 2), month % 20);
        return born.isValidDay(Digits.number(candidate, 4, 6));
    }
}
