package io.vectrail.policy.detect.type;

/** A foreigner's number in Spain: X, Y, or Z for 0, 1, or 2, seven digits, and the DNI's check letter (Orden INT/2058/2008). */
final class EsNie {

    private static final Label LABEL = Label.of(
            "nie",
            "nies",
            "n i e",
            "identidad de extranjero",
            "numero de identidad de extranjero",
            "número de identidad de extranjero",
            "extranjero",
            "extranjeros",
            "extranjeria",
            "extranjería",
            "foreigner id",
            "tie",
            "nif",
            "dni",
            "documento",
            "documento de identidad",
            "identidad",
            "residencia");

    static final Recognizer RECOGNIZER = Recognizer.of("ES_NIE")
            .shape(0.9, "(?i)\\b[XYZ][ -]?\\d{7}[ -]?[A-Z]\\b", EsNie::alone)
            .shape(0.9, "(?i)\\b[XYZ]-?\\d\\.\\d{3}\\.\\d{3}-?[A-Z]\\b", EsNie::alone)
            .context(LABEL.words())
            .build();

    private EsNie() {}

    private static boolean alone(Candidate candidate) {
        return holds(candidate) && Alone.looselyHolds(candidate);
    }

    private static boolean holds(Candidate candidate) {
        int first = (candidate.text().charAt(candidate.start()) & ~0x20) - 'X';
        return SpanishLetter.holds(candidate, first * 10_000_000) && !Digits.allSame(candidate);
    }
}
