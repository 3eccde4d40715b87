package io.vectrail.policy.detect.view;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * What a code point folds to: the ASCII that a reader takes it for. Sources: Unicode's properties, its compatibility
 * decompositions (UAX 15), its confusables (UTS 39) and its names, all through ICU. ASCII is never folded, as it is what
 * detection is written for.
 */
final class FoldRule {

    /** Stays as it is. */
    static final int SAME = 0;

    /** Is not seen, and read over wherever it stands. */
    static final int NOTHING = 1;

    /** Belongs to the character before it, and is read over where that is ASCII. */
    static final int MARK = 2;

    private static final Normalizer2 COMPATIBILITY = Normalizer2.getNFKCInstance();

    private FoldRule() {}

    /** One of the above, or else one to three ASCII characters, one in each byte, the first in the lowest. */
    static int of(int codePoint) {
        if (codePoint < 0x80) {
            return SAME;
        }
        return switch (UCharacter.getType(codePoint)) {
            case ECharacterCategory.SURROGATE, ECharacterCategory.PRIVATE_USE -> SAME;
            case ECharacterCategory.CONTROL -> codePoint == 0x85 ? ' ' : NOTHING;
            default -> isIgnorable(codePoint) ? NOTHING : seen(codePoint);
        };
    }

    /** Default-ignorables are zero-width characters, bidi controls, variation selectors and tags; annotation anchors are not. */
    private static boolean isIgnorable(int codePoint) {
        return UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || (codePoint >= 0xFFF9 && codePoint <= 0xFFFB);
    }

    private static int seen(int codePoint) {
        int type = UCharacter.getType(codePoint);
        if (type == ECharacterCategory.NON_SPACING_MARK || type == ECharacterCategory.ENCLOSING_MARK) {
            return MARK;
        }
        int digit = digit(codePoint, type);
        if (digit >= 0) {
            return '0' + digit;
        }
        int sign = Signs.of(codePoint);
        if (sign != SAME) {
            return sign;
        }
        int compatible = compatible(codePoint);
        return compatible == SAME ? lookAlike(codePoint, type) : compatible;
    }

    /** The digit that it is, also circled, raised or with a stop; below 0 where it is none. Roman numerals are letters. */
    private static int digit(int codePoint, int type) {
        int digit = UCharacter.digit(codePoint, 10);
        if (digit >= 0) {
            return digit;
        }
        boolean numeral = type == ECharacterCategory.OTHER_NUMBER
                || (type == ECharacterCategory.LETTER_NUMBER && UScript.getScript(codePoint) == UScript.HAN);
        double value = numeral ? UCharacter.getUnicodeNumericValue(codePoint) : -1;
        return value >= 0 && value <= 9 && value == Math.rint(value) ? (int) value : -1;
    }

    /** What its decomposition folds to, if that is ASCII and short: marks, and brackets around a letter, go. */
    private static int compatible(int codePoint) {
        String decomposed = COMPATIBILITY.getDecomposition(codePoint);
        if (decomposed == null) {
            return SAME;
        }
        StringBuilder folded = new StringBuilder();
        for (int part : decomposed.codePoints().toArray()) {
            int fold = part < 0x80 ? part : of(part);
            if (fold == SAME || fold > 0x7f) {
                return SAME;
            }
            if (fold != MARK && fold != NOTHING) {
                folded.append((char) fold);
            }
        }
        if (folded.length() == 3 && folded.charAt(0) == '(' && folded.charAt(2) == ')') {
            return folded.charAt(1);
        }
        return folded.length() == 1 ? folded.charAt(0) : packed(folded);
    }

    /** Several signs would lengthen what stands beside them; letters, digits and the fraction's slash are one thing. */
    private static int packed(CharSequence several) {
        boolean one = several.length() <= 3 && several.chars().allMatch(c -> c == '/' || UCharacter.isLetterOrDigit(c));
        int packed = 0;
        for (int i = several.length() - 1; one && i >= 0; i--) {
            packed = packed << 8 | several.charAt(i);
        }
        return packed;
    }

    /** Letters that run from right to left turn a line around: nobody takes them for others. */
    private static int lookAlike(int codePoint, int type) {
        int direction = UCharacter.getDirection(codePoint);
        boolean turns =
                direction == UCharacterDirection.RIGHT_TO_LEFT || direction == UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
        boolean letter = UCharacter.isLetter(codePoint) || type == ECharacterCategory.LETTER_NUMBER;
        int alike = letter && !turns ? LookAlikes.of(codePoint) : SAME;
        boolean named = UScript.getScript(codePoint) == UScript.LATIN || type == ECharacterCategory.OTHER_SYMBOL;
        return alike == SAME && named ? LetterNames.of(codePoint) : alike;
    }
}
