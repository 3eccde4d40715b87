package io.vectrail.policy.detect.type;

/**
 * An identity card's or a foreigner's number in Singapore: S, T, F, G, or M, seven digits, and a check letter by eleven. T and G
 * add four to the sum, M, since 2022, three.
 */
final class SgNricFin {

    private static final Label LABEL = Label.of(
            "nric",
            "nrics",
            "nric fin",
            "fin",
            "fin number",
            "fin no",
            "nric no",
            "nric number",
            "nric/fin",
            "identity card",
            "ic number",
            "ic no",
            "ic",
            "singapore ic",
            "foreign identification",
            "foreign identification number",
            "work permit",
            "singpass",
            "uinfin",
            "uin",
            "id card");

    private static final int[] WEIGHTS = {2, 7, 6, 5, 4, 3, 2};

    static final Recognizer RECOGNIZER = Recognizer.of("SG_NRIC_FIN")
            .shape(0.85, "\\b[STFGM]\\d{7}[A-Z]\\b", LABEL.unlessGoods(SgNricFin::holds))
            .shape(0.5, "\\b[stfgm]\\d{7}[a-z]\\b", LABEL.unlessGoods(SgNricFin::holds))
            .labelled(0.5, "(?i)\\b[STFGM][ -]?\\d{7}[ -]?[A-Z]\\b", LABEL.required(SgNricFin::holds))
            .labelled(0.5, "(?i)\\b[STFGM] ?\\d{4} ?\\d{3} ?[A-Z]\\b", LABEL.required(SgNricFin::holds))
            .context(LABEL.words())
            .build();

    private SgNricFin() {}

    static boolean holds(Candidate candidate) {
        int sum = Digits.weighted(candidate, WEIGHTS);
        char letter = switch (candidate.text().charAt(candidate.start()) & ~0x20) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11);
            default -> "XWUTRQPNJLK".charAt((sum + 3) % 11);
        };
        return (candidate.text().charAt(candidate.end() - 1) & ~0x20) == letter;
    }
}
