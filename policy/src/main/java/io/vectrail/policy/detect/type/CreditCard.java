package io.vectrail.policy.detect.type;

/** The number of a payment card (ISO/IEC 7812-1): an issuer's prefix with a length it has, and Luhn's check digit. */
final class CreditCard {

    /** What numbers of other kinds are called that have such lengths. */
    private static final PhraseSet OTHER = PhraseSet.of(
            "order, job, batch, delivery, manifest, tracking, imei, iccid, sim, serial, invoice, timestamp, ean, upc, gtin, isbn, barcode, ticket, "
                    + "shipment, parcel, epoch, ts, sku, uid, trace, span, session, offset, bestellung");

    static final Recognizer RECOGNIZER = Recognizer.of("CREDIT_CARD")
            .shape(0.85, "\\b[2-6]\\d{11,18}\\b", card -> Issuers.common(card.value()) && sound(card))
            .shape(0.3, "\\b[1-9]\\d{11,18}\\b", card -> rare(card.value()) && sound(card))
            .shape(0.95, "\\b[2-6]\\d{3}(?:[ .-]\\d{4}){3}\\b", CreditCard::grouped)
            .shape(0.95, "\\b[3-6]\\d{3}(?:[ .-]\\d{4}){3}[ .-]\\d{2,3}\\b", CreditCard::grouped)
            .shape(0.95, "\\b3\\d{3}[ .-]\\d{6}[ .-]\\d{4,5}\\b", CreditCard::grouped)
            .shape(0.95, "\\b3\\d{3}(?:[ .-]\\d{4}){2}[ .-]\\d{2,3}\\b", CreditCard::grouped)
            .context(Phrases.list(
                    "card, credit, debit, visa, mastercard, amex, american express, discover, maestro, diners, jcb, "
                            + "unionpay, rupay, pan, cvv, cvc, creditcard, kreditkarte, karte, carte, tarjeta, carta, karta, kaart, "
                            + "cartao, cardholder, card number, cc"))
            .build();

    private CreditCard() {}

    /** Whether an issuer has it that is none of the large ones, which have a shape of their own. */
    private static boolean rare(String digits) {
        return Issuers.has(digits) && !Issuers.common(digits);
    }

    private static boolean grouped(Candidate card) {
        char sign = 0;
        for (int i = card.start(); i < card.end(); i++) {
            char c = card.text().charAt(i);
            if (c < '0') {
                if (sign != 0 && sign != c) {
                    return false;
                }
                sign = c;
            }
        }
        return Issuers.has(card.digits()) && sound(card);
    }

    private static boolean sound(Candidate card) {
        return !goesOn(card.before(1), card.before(2))
                && !goesOn(card.after(1), card.after(2))
                && Luhn.holds(card.digits())
                && !Labels.directly(card, OTHER);
    }

    /** A slash may part it from its month, and a dash from a name. */
    private static boolean goesOn(char first, char second) {
        return Neighbours.word(first) || ((first == '-' || first == '.') && Neighbours.digit(second));
    }
}
