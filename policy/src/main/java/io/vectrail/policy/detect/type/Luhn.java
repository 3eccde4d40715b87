package io.vectrail.policy.detect.type;

/** The check digit of cards and many identifiers (ISO/IEC 7812-1, annex B). */
final class Luhn {

    private Luhn() {}

    /**
     * Whether the last digit checks the others.
     *
     * @param digits ASCII digits alone, at least one
     */
    static boolean holds(String digits) {
        int sum = 0;
        boolean doubled = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int weighted = doubled ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }
}
