package io.vectrail.policy.detect.type;

/** A National Insurance number of the United Kingdom: prefix, six digits, suffix (HMRC, NIM39110). Has no check digit. */
final class UkNino {

    private static final Label LABEL = Label.of(
            "nino",
            "ninos",
            "national insurance",
            "national ins",
            "nat ins",
            "ni number",
            "ni no",
            "ni num",
            "ni",
            "insurance number",
            "insurance no");

    private static final SpelledSet NOT_ISSUED = WordList.of("BG, GB, KN, NK, NT, TN, ZZ");

    private static final String PREFIX = "(?i)\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]";

    static final Recognizer RECOGNIZER = Recognizer.of("UK_NINO")
            .shape(0.7, PREFIX + "\\d{6} ?[A-D]\\b", LABEL.unlessGoods(UkNino::holds))
            .shape(0.85, PREFIX + " \\d{2} \\d{2} \\d{2} [A-D]\\b", LABEL.unlessGoods(UkNino::holds))
            .shape(0.85, PREFIX + "-\\d{2}-\\d{2}-\\d{2}-[A-D]\\b", LABEL.unlessGoods(UkNino::holds))
            .shape(0.7, PREFIX + " \\d{6} [A-D]\\b", LABEL.unlessGoods(UkNino::holds))
            .labelled(0.5, PREFIX + "\\d{6}\\b", LABEL.required(UkNino::withoutSuffix))
            .labelled(0.5, PREFIX + " \\d{2} \\d{2} \\d{2}\\b", LABEL.required(UkNino::withoutSuffix))
            .context(LABEL.words())
            .build();

    private UkNino() {}

    private static boolean holds(Candidate candidate) {
        char first = candidate.text().charAt(candidate.start());
        char last = candidate.text().charAt(candidate.end() - 1);
        // What is written small behind a capital prefix is a word of its own, as in AB123456 a day later.
        boolean oneCase = Character.isLowerCase(first) == Character.isLowerCase(last);
        return (oneCase || Digits.is(last))
                && !Digits.allSame(candidate)
                && !NOT_ISSUED.has(candidate.text(), candidate.start(), candidate.start() + 2);
    }

    private static boolean withoutSuffix(Candidate candidate) {
        char further = candidate.after(2);
        boolean suffix =
                candidate.after(1) == ' ' && further >= 'A' && further <= 'D' && !Letters.is(candidate.after(3));
        return !suffix && holds(candidate);
    }
}
