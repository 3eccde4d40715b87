package io.vectrail.policy.detect.type;

/** The check letter of Spanish identity numbers: the number by 23 (Real Decreto 1553/2005, Orden INT/2058/2008). */
final class SpanishLetter {

    private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private SpanishLetter() {}

    /**
     * Whether the last character is the letter of the digits, at most eight.
     *
     * @param more what is added to their number
     */
    static boolean holds(Candidate place, int more) {
        char letter = LETTERS.charAt((Digits.number(place, 0, 8) + more) % LETTERS.length());
        return (place.text().charAt(place.end() - 1) & ~0x20) == letter;
    }
}
