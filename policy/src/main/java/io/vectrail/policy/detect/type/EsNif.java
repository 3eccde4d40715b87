package io.vectrail.policy.detect.type;

/**
 * A person's tax number in Spain: the DNI's eight digits and a check letter, or K, L, or M, seven digits, and a letter. Companies'
 * numbers are not among them.
 */
final class EsNif {

    private static final Label LABEL = Label.of(
            "nif",
            "dni",
            "dnis",
            "d n i",
            "n i f",
            "documento nacional",
            "documento nacional de identidad",
            "documento de identidad",
            "documento identidad",
            "identidad",
            "identificación fiscal",
            "identificacion fiscal",
            "numero de identificacion",
            "número de identificación",
            "national id",
            "spanish id",
            "documento");

    static final Recognizer RECOGNIZER = Recognizer.of("ES_NIF")
            .shape(0.9, "\\b\\d{8}-?[A-Za-z]\\b", LABEL.unlessGoods(EsNif::holds))
            .shape(0.9, "\\b\\d{2}\\.\\d{3}\\.\\d{3}[ -]?[A-Za-z]\\b", LABEL.unlessGoods(EsNif::holds))
            .shape(0.4, "\\b\\d{8} [A-Z]\\b", LABEL.unlessGoods(EsNif::holds))
            .shape(0.4, "\\b\\d{2} \\d{3} \\d{3}[ -]?[A-Z]\\b", LABEL.unlessGoods(EsNif::holds))
            .labelled(0.5, "\\b\\d{7}-?[A-Za-z]\\b", LABEL.required(EsNif::holds)) // the leading zero left out
            .shape(0.6, "\\b[KLMklm]\\d{7}[A-Za-z]\\b", LABEL.unlessGoods(EsNif::holds))
            .context(LABEL.words())
            .build();

    private EsNif() {}

    private static boolean holds(Candidate candidate) {
        return SpanishLetter.holds(candidate, 0) && !Digits.allSame(candidate);
    }
}
