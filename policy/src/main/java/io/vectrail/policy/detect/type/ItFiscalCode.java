package io.vectrail.policy.detect.type;

/**
 * A person's fiscal code in Italy: names, date of birth, place, and a check letter (DM 23 December 1976). Letters stand for digits
 * where two people would have one code (omocodia).
 */
final class ItFiscalCode {

    private static final Label LABEL = Label.of(
            "codice fiscale",
            "codicefiscale",
            "cod fiscale",
            "cod fisc",
            "fiscal code",
            "fiscale",
            "cf",
            "c f",
            "codfisc",
            "tax code",
            "tax id",
            "tessera sanitaria");

    /** What a character is worth at the first, third … place, by what it is worth at the others: digits as A to J. */
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    /** Letters that stand for 0 to 9. */
    private static final String STAND_INS = "LMNPQRSTUV";

    private static final String DIGIT = "[0-9LMNPQRSTUV]";
    private static final String DATE = DIGIT + "{2}[ABCDEHLMPRST]" + DIGIT + "{2}";
    private static final String PLACE = "[A-Z]" + DIGIT + "{3}";

    static final Recognizer RECOGNIZER = Recognizer.of("IT_FISCAL_CODE")
            .shape(1.0, "(?i)\\b[A-Z]{6}" + DATE + PLACE + "[A-Z]\\b", LABEL.unlessGoods(ItFiscalCode::holds))
            .shape(
                    1.0,
                    "(?i)\\b[A-Z]{3}[ -][A-Z]{3}[ -]" + DATE + "[ -]" + PLACE + "[ -]?[A-Z]\\b",
                    LABEL.unlessGoods(ItFiscalCode::holds))
            .shape(
                    0.9,
                    "(?i)\\b[A-Z]{6}[ -]" + DATE + "[ -]" + PLACE + "[ -]?[A-Z]\\b",
                    LABEL.unlessGoods(ItFiscalCode::holds))
            .context(LABEL.words())
            .build();

    private ItFiscalCode() {}

    private static boolean holds(Candidate candidate) {
        String code = candidate.alphanumerics();
        int day = 10 * digit(code.charAt(9)) + digit(code.charAt(10));
        // Women's days are 40 more.
        return ((day >= 1 && day <= 31) || (day >= 41 && day <= 71)) && checks(code);
    }

    static boolean checks(String code) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int worth = Digits.is(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[worth] : worth;
        }
        return sum % 26 == code.charAt(15) - 'A';
    }

    private static int digit(char c) {
        return Digits.is(c) ? c - '0' : STAND_INS.indexOf(c);
    }
}
