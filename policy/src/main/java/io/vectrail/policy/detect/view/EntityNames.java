package io.vectrail.policy.detect.view;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named character references of HTML (HTML Living Standard, 13.5) that fold to what addresses and numbers are written with.
 * The standard has 2,231, most of them of signs that nothing is found in.
 */
final class EntityNames {

    /** Name and the code point in hexadecimal. */
    private static final String SIGNS =
            "commat 40 period 2E colon 3A semi 3B comma 2C sol 2F bsol 5C lowbar 5F UnderBar 5F"
                    + " num 23 percnt 25 plus 2B equals 3D amp 26 AMP 26 lt 3C LT 3C gt 3E GT 3E quot 22 QUOT 22 apos 27 lpar 28 rpar 29"
                    + " lsqb 5B lbrack 5B rsqb 5D rbrack 5D lcub 7B lbrace 7B rcub 7D rbrace 7D ast 2A midast 2A excl 21 quest 3F"
                    + " dollar 24 Hat 5E grave 60 verbar 7C vert 7C VerticalLine 7C Tab 9 NewLine A"
                    + " nbsp A0 NonBreakingSpace A0 ensp 2002 emsp 2003 emsp13 2004 emsp14 2005 numsp 2007 puncsp 2008 thinsp 2009"
                    + " ThinSpace 2009 hairsp 200A VeryThinSpace 200A MediumSpace 205F"
                    + " hyphen 2010 dash 2010 ndash 2013 mdash 2014 horbar 2015 minus 2212 hybull 2043 boxh 2500"
                    + " middot B7 centerdot B7 CenterDot B7 sdot 22C5"
                    + " shy AD zwnj 200C zwj 200D lrm 200E rlm 200F ZeroWidthSpace 200B NegativeThinSpace 200B NegativeMediumSpace 200B"
                    + " NegativeThickSpace 200B NegativeVeryThinSpace 200B NoBreak 2060 it 2062 InvisibleTimes 2062 ic 2063"
                    + " InvisibleComma 2063 af 2061 ApplyFunction 2061 sup1 B9 sup2 B2 sup3 B3 imath 131 inodot 131 jmath 237 kgreen 138";

    /** What comes behind one letter in the names of its forms: alphabets of mathematics, and accents. */
    private static final String FORMS =
            "fr opf scr acute grave circ uml tilde cedil ring caron breve macr ogon strok slash dblac";

    /** How long the longest of these names is; the standard's longest has 31 characters. */
    private static final int LONGEST = 21;

    private static final Map<String, Integer> NAMES = names();

    private EntityNames() {}

    /** The character that is named behind a '&'. */
    static @Nullable Unit at(String text, int from) {
        int begin = from + 1;
        int end = begin;
        while (end < text.length() && end - begin <= LONGEST && isNamed(text.charAt(end))) {
            end++;
        }
        if (end - begin < 2 || !text.startsWith(";", end)) {
            return null;
        }
        Integer codePoint = NAMES.get(text.substring(begin, end));
        return codePoint == null ? null : new Unit(codePoint, end + 1);
    }

    private static boolean isNamed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        for (String form : FORMS.split(" ", -1)) {
            for (char letter = 'A'; letter <= 'Z'; letter++) {
                names.put(letter + form, (int) letter);
                char small = (char) (letter - 'A' + 'a');
                names.put(small + form, (int) small);
            }
        }
        String[] signs = SIGNS.split(" ", -1);
        for (int i = 0; i < signs.length; i += 2) {
            names.put(signs[i], Integer.parseInt(signs[i + 1], 16));
        }
        return names;
    }
}
