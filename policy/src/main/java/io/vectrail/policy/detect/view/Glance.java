package io.vectrail.policy.detect.view;

/** What a first look at a text sees of disguise: most texts have none of it, and cost little more than this. */
final class Glance {

    private static final int CHUNK = 1024;

    private Glance() {}

    /** Whether something in it may be encoded. The JDK looks for one character much faster than a loop does for several. */
    static boolean isEncoded(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('&') >= 0 || text.indexOf('\\') >= 0;
    }

    /** Whether it has more than ASCII. A piece at a time is copied: a loop over an array is compiled to look at many at once. */
    static boolean isBeyondAscii(String text) {
        char[] chunk = new char[Math.min(CHUNK, text.length())];
        for (int from = 0; from < text.length(); from += CHUNK) {
            int length = Math.min(CHUNK, text.length() - from);
            text.getChars(from, from + length, chunk, 0);
            int bits = 0;
            for (int i = 0; i < length; i++) {
                bits |= chunk[i];
            }
            if (bits >= 0x80) {
                return true;
            }
        }
        return false;
    }
}
