package io.vectrail.policy.detect.type;

/** A permanent account number of India: three letters, the holder's kind, an initial, four digits, a letter (Income Tax Rules, 114). */
final class InPan {

    private static final Label LABEL = Label.of(
            "pan",
            "pans",
            "pan card",
            "pan number",
            "pan no",
            "permanent account",
            "permanent account number",
            "income tax",
            "tax id",
            "पैन");

    static final Recognizer RECOGNIZER = Recognizer.of("IN_PAN")
            .shape(0.85, "\\b[A-Z]{3}[ABCEFGHJLPTK][A-Z]\\d{4}[A-Z]\\b", LABEL.unlessGoods(InPan::holds))
            .shape(0.4, "\\b[A-Z]{3}[ABCEFGHJLPTK][A-Z][ -]\\d{4}[ -][A-Z]\\b", LABEL.unlessGoods(InPan::holds))
            .shape(0.5, "\\b[a-z]{3}[abcefghjlptk][a-z]\\d{4}[a-z]\\b", LABEL.unlessGoods(InPan::holds))
            .context(LABEL.words())
            .build();

    private InPan() {}

    private static boolean holds(Candidate candidate) {
        return Digits.number(candidate, 0, 4) != 0;
    }
}
