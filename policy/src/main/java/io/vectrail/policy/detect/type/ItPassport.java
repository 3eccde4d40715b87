package io.vectrail.policy.detect.type;

/** A passport of Italy: two letters and seven digits, no check digit. */
final class ItPassport {

    private static final Label LABEL = Label.of(
            "passaporto",
            "passaporti",
            "n passaporto",
            "numero passaporto",
            "passaporto elettronico",
            "passport",
            "passport number",
            "italian passport",
            "documento di viaggio",
            "travel document",
            "pasaporte");

    static final Recognizer RECOGNIZER = Recognizer.of("IT_PASSPORT")
            .labelled(0.5, "\\b[A-Za-z]{2} ?\\d{7}\\b", LABEL.required(candidate -> !Digits.allSame(candidate)))
            .context(LABEL.words())
            .build();

    private ItPassport() {}
}
