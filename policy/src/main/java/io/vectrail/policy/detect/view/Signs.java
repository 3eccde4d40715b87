package io.vectrail.policy.detect.view;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** What spaces, dashes and dots fold to: those that stand between the parts of numbers and addresses. */
final class Signs {

    private Signs() {}

    /** A space, '-', '.' or '/', or {@link FoldRule#SAME}. */
    static int of(int codePoint) {
        return switch (codePoint) {
            // Braille's blank is no white space to Unicode.
            case 0x2800 -> ' ';
            // Modifier minus, hyphen bullet, the long vowel's mark, which Japanese numbers have, and a box's line.
            case 0x02D7, 0x2043, 0x30FC, 0xFF70, 0x2500 -> '-';
            // Full stops, of which U+3002 and U+FF61 part domain names (RFC 3490, 3.1), and dots at half the height.
            case 0x3002, 0xFF61, 0x06D4, 0x0701, 0x0702, 0xA4F8 -> '.';
            case 0x00B7, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB, 0xFF65 -> '.';
            case 0x2044, 0x2215, 0x29F8 -> '/';
            default -> byProperty(codePoint);
        };
    }

    private static int byProperty(int codePoint) {
        if (UCharacter.hasBinaryProperty(codePoint, UProperty.WHITE_SPACE)) {
            return ' ';
        }
        return UCharacter.hasBinaryProperty(codePoint, UProperty.DASH) ? '-' : FoldRule.SAME;
    }
}
