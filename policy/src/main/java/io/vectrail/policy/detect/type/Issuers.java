package io.vectrail.policy.detect.type;

/** Which prefixes issuers of cards have, and with which lengths (the networks' public BIN ranges). */
final class Issuers {

    private Issuers() {}

    /** Whether a card of one of the large networks begins so and is so long. */
    static boolean common(String digits) {
        int length = digits.length();
        int four = Integer.parseInt(digits.substring(0, 4));
        int two = four / 100;
        return switch (length) {
            case 14 -> two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059) || four == 3095;
            case 15 -> two == 34 || two == 37;
            case 16 ->
                two / 10 == 4
                        || (two >= 51 && two <= 55)
                        || (four >= 2221 && four <= 2720)
                        || four == 6011
                        || (four >= 6440 && four <= 6599)
                        || (four >= 3528 && four <= 3589)
                        || two == 62
                        || (four >= 2200 && four <= 2204);
            default -> false;
        };
    }

    /** Whether any known issuer's card begins so and is so long. */
    static boolean has(String digits) {
        if (common(digits)) {
            return true;
        }
        int length = digits.length();
        int four = Integer.parseInt(digits.substring(0, 4));
        int two = four / 100;
        return switch (two) {
            case 40, 41, 42, 43, 44, 45, 46, 47, 48, 49 -> length == 13 || length == 18 || length == 19;
            case 50, 56, 57, 58 -> length >= 12;
            case 30, 36, 38, 39 -> length >= 16;
            case 35 -> four >= 3528 && four <= 3589 && length >= 16;
            case 60, 61, 62, 63, 64, 65, 66, 67, 68, 69 -> length >= 12;
            case 81, 82 -> length >= 16;
            case 21 -> four == 2131 && length == 15;
            case 18 -> four == 1800 && length == 15;
            case 86 -> four == 8600 && length == 16;
            case 97, 98 -> (four == 9792 || four == 9860) && length == 16;
            default -> two / 10 == 1 && length == 15;
        };
    }
}
