package io.vectrail.policy.detect.view;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;

/** Letters that look like ASCII ones: Unicode's confusables (UTS 39). */
final class LookAlikes {

    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

    private LookAlikes() {}

    /** The ASCII letter or digit that it looks like, or {@link FoldRule#SAME}. */
    static int of(int codePoint) {
        String skeleton = CONFUSABLES.getSkeleton(UCharacter.toString(codePoint));
        // A bar or hook through a letter is a mark of its skeleton.
        int[] bases = skeleton.codePoints()
                .filter(part -> UCharacter.getType(part) != ECharacterCategory.NON_SPACING_MARK)
                .toArray();
        if (bases.length != 1) {
            return FoldRule.SAME;
        }
        int base = bases[0];
        if (base >= 0x80) {
            return latin(base);
        }
        // The skeleton of I is l. What is upper case was meant for an I.
        boolean i = base == 'l' && UCharacter.isUUppercase(codePoint);
        return !UCharacter.isLetterOrDigit(base) ? FoldRule.SAME : i ? 'I' : base;
    }

    /** Most small letters of Cyrillic look like small capitals; those of kra and of a turned w are k and m to a reader. */
    private static int latin(int skeleton) {
        return switch (skeleton) {
            case 0x0138 -> 'k';
            case 0x028D -> 'm';
            default -> UScript.getScript(skeleton) == UScript.LATIN ? LetterNames.of(skeleton) : FoldRule.SAME;
        };
    }
}
