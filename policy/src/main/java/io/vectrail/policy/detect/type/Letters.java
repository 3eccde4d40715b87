package io.vectrail.policy.detect.type;

/** What words are made of. */
final class Letters {

    private Letters() {}

    /** Marks, too: Devanagari writes its vowels with them. */
    static boolean is(char c) {
        return c < 0x80
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                : Character.isLetter(c) || isMark(Character.getType(c));
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** In lower case and without the accents of the languages that labels are in. */
    static char plain(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        char small = Character.toLowerCase(c);
        return switch (small) {
            case 'à', 'á', 'ą' -> 'a';
            case 'è', 'é', 'ę' -> 'e';
            case 'ì', 'í' -> 'i';
            case 'ò', 'ó' -> 'o';
            case 'ù', 'ú' -> 'u';
            case 'ł' -> 'l';
            case 'ń', 'ñ' -> 'n';
            case 'ś' -> 's';
            case 'ż', 'ź' -> 'z';
            default -> small;
        };
    }

    /** Where the word begins that ends there: after something else than a letter, or where camelCase begins one. */
    static int start(CharSequence text, int end, int from) {
        int start = end - 1;
        while (start > from && is(text.charAt(start - 1)) && !beginsWord(text, start, end)) {
            start--;
        }
        return start;
    }

    /** As at the N of ssnNumber and of SSNNumber. */
    private static boolean beginsWord(CharSequence text, int at, int end) {
        return Character.isUpperCase(text.charAt(at))
                && (Character.isLowerCase(text.charAt(at - 1))
                        || (at + 1 < end && Character.isLowerCase(text.charAt(at + 1))));
    }
}
