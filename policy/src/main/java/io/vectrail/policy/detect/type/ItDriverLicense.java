package io.vectrail.policy.detect.type;

/**
 * A driving licence of Italy: two letters, seven digits, and a letter; those printed centrally are U1, seven letters or digits, and
 * a letter (Circolare of 18 October 2011).
 */
final class ItDriverLicense {

    private static final Label LABEL = Label.of(
            "patente",
            "patente di guida",
            "patenti",
            "n patente",
            "numero patente",
            "licenza di guida",
            "licenza",
            "driving licence",
            "driving license",
            "driver license",
            "drivers license",
            "driver's license",
            "driver’s license",
            "driver's licence",
            "drivers licence",
            "licence",
            "license",
            "license number",
            "license no",
            "licence no",
            "licence number",
            "italian license",
            "motorizzazione",
            "mctc",
            "mit-uco");

    static final Recognizer RECOGNIZER = Recognizer.of("IT_DRIVER_LICENSE")
            .labelled(0.5, "(?i)\\b[A-Z]{2} ?\\d{7} ?[A-Z]\\b", LABEL.required(ItDriverLicense::oneCase))
            .shape(0.5, "(?i)\\bU1[A-Z0-9]{7} ?[A-Z]\\b", LABEL.unlessGoods(ItDriverLicense::central))
            .labelled(0.5, "(?i)\\bU1[B-HJ-NPR-Z0-9]{7} ?[A-Z]\\b", LABEL.required(ItDriverLicense::oneCase))
            .context(LABEL.words())
            .build();

    private ItDriverLicense() {}

    private static boolean central(Candidate candidate) {
        String value = candidate.value();
        int digits = candidate.digits().length();
        // At most one letter among the seven, and never A, O, Q, or I; the check letter aside.
        boolean allowed = value.chars().limit(9).noneMatch(c -> "AOQIaoqi".indexOf(c) >= 0);
        return digits >= 7 && allowed && oneCase(candidate);
    }

    /** What is written small behind capitals is a word of its own. */
    private static boolean oneCase(Candidate candidate) {
        String value = candidate.value();
        return Character.isLowerCase(value.charAt(0)) == Character.isLowerCase(value.charAt(value.length() - 1));
    }
}
