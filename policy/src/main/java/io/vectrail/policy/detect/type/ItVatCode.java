package io.vectrail.policy.detect.type;

/** A VAT number of Italy: seven digits, three of the office that gave it, and Luhn's check digit (DPR 633/1972, article 35). */
final class ItVatCode {

    private static final Label LABEL = Label.of(
            "partita iva",
            "partitaiva",
            "p iva",
            "piva",
            "iva",
            "vat",
            "vat number",
            "vat no",
            "vat code",
            "vat id",
            "codice iva",
            "codice fiscale",
            "codice fiscale e partita iva",
            "tax id",
            "partita",
            "cf",
            "c f");

    static final Recognizer RECOGNIZER = Recognizer.of("IT_VAT_CODE")
            .shape(0.6, "\\b\\d{11}\\b", LABEL.unlessOther(ItVatCode::ofOffice))
            .labelled(0.5, "\\b\\d{11}\\b", LABEL.required(ItVatCode::holds))
            .shape(0.9, "(?i)\\bIT[ -]?\\d{11}\\b", LABEL.unlessOther(ItVatCode::holds))
            .context(LABEL.words())
            .build();

    private ItVatCode() {}

    private static boolean holds(Candidate candidate) {
        return Digits.number(candidate, 0, 7) > 0 && Luhn.holds(candidate.digits()) && !Digits.allSame(candidate);
    }

    private static boolean ofOffice(Candidate candidate) {
        int office = Digits.number(candidate, 7, 10);
        boolean known =
                (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
        return known && holds(candidate);
    }
}
