package io.vectrail.policy.detect.type;

/** What stands at a place of a text. */
final class Texts {

    private Texts() {}

    /** Whether that stands there, in the same case. */
    static boolean at(CharSequence text, int at, String what) {
        if (at < 0 || at + what.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < what.length(); i++) {
            if (text.charAt(at + i) != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether that, in small letters, stands there in any case. */
    static boolean folded(CharSequence text, int at, String what) {
        if (at < 0 || at + what.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < what.length(); i++) {
            if (Character.toLowerCase(text.charAt(at + i)) != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no letter, digit or low line of ASCII stands right before a place. */
    static boolean begins(CharSequence text, int at) {
        return at == 0 || !word(text.charAt(at - 1));
    }

    private static boolean word(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
