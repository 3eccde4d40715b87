package io.vectrail.policy.detect.type;

/**
 * An identity card of Italy: on paper two letters and seven digits; electronic first seven digits and two letters, now two letters,
 * the first a C, five digits, and two letters. None has a check digit.
 */
final class ItIdentityCard {

    private static final Label LABEL = Label.of(
            "carta identit",
            "carta identità",
            "carta identita",
            "carta d'identità",
            "carta d'identita",
            "carta d’identità",
            "carta d'identit",
            "carta d’identit",
            "carta di identit",
            "carta di identità",
            "carta di identita",
            "carta didentita",
            "cartaidentita",
            "carta elettronica",
            "identità elettronica",
            "identita elettronica",
            "identità",
            "identita",
            "identit",
            "cie",
            "c i e",
            "ci",
            "c i",
            "documento",
            "documento identit",
            "documento di identità",
            "documento d'identità",
            "documento di riconoscimento",
            "documento riconoscimento",
            "numero documento",
            "identity card",
            "id card",
            "identity document",
            "italian id",
            "carta");

    static final Recognizer RECOGNIZER = Recognizer.of("IT_IDENTITY_CARD")
            .labelled(0.5, "\\b[A-Za-z]{2} ?\\d{7}\\b", LABEL.required(ItIdentityCard::holds))
            .labelled(0.5, "\\b\\d{7} ?[A-Za-z]{2}\\b", LABEL.required(ItIdentityCard::holds))
            .labelled(0.5, "\\b[Cc][A-Za-z] ?\\d{5} ?[A-Za-z]{2}\\b", LABEL.required(ItIdentityCard::holds))
            .context(LABEL.words())
            .build();

    private ItIdentityCard() {}

    /** Not all one digit, and letters of one case: small ones behind capitals or a space are a word of their own. */
    private static boolean holds(Candidate candidate) {
        String value = candidate.value();
        boolean small = false;
        boolean capital = false;
        for (int i = 0; i < value.length(); i++) {
            small |= Character.isLowerCase(value.charAt(i));
            capital |= Character.isUpperCase(value.charAt(i));
        }
        boolean word = small && value.indexOf(' ') > 0 && Digits.is(value.charAt(0));
        return !(small && capital) && !word && !Digits.allSame(candidate);
    }
}
