package io.vectrail.policy.detect.view;

import com.ibm.icu.lang.UCharacter;

/**
 * Letters whose name says which ASCII letter they are a form of, and that neither decompose nor count as confusable: small
 * capitals, letters WITH something, negative squared and circled ones, regional indicators.
 */
final class LetterNames {

    private static final String LETTER = "LETTER ";
    private static final String CAPITAL = "SMALL CAPITAL ";

    private LetterNames() {}

    /** The ASCII letter, or {@link FoldRule#SAME}. */
    static int of(int codePoint) {
        String name = UCharacter.getName(codePoint);
        int at = name == null ? -1 : name.indexOf(LETTER);
        if (name == null || at < 0 || !(name.contains("LATIN ") || name.startsWith("REGIONAL INDICATOR "))) {
            return FoldRule.SAME;
        }
        int begin = at + LETTER.length();
        boolean smallCapital = name.startsWith(CAPITAL, begin);
        begin += smallCapital ? CAPITAL.length() : 0;
        boolean alone = begin + 1 == name.length() || name.startsWith(" WITH ", begin + 1);
        if (begin >= name.length() || !alone) {
            return FoldRule.SAME;
        }
        boolean small = smallCapital || name.startsWith("SMALL " + LETTER, at - "SMALL ".length());
        char letter = name.charAt(begin);
        return small ? letter - 'A' + 'a' : letter;
    }
}
