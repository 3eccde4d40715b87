package io.vectrail.policy.detect.type;

/** The check digits of ISO/IEC 7064, MOD 97-10. */
final class Mod97 {

    private Mod97() {}

    /** What remains of digits and letters, which stand for 10 to 35, when they are divided by 97; 1 where the check digits hold. */
    static int of(String alphanumerics) {
        int rest = 0;
        for (int i = 0; i < alphanumerics.length(); i++) {
            int value = Character.digit(alphanumerics.charAt(i), 36);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return rest;
    }

    /** The same of a candidate's letters and digits, with its first four characters behind the others. */
    static int ofMoved(Candidate candidate) {
        int moved = candidate.start() + 4;
        return rest(candidate.text(), candidate.start(), moved, rest(candidate.text(), moved, candidate.end(), 0));
    }

    private static int rest(CharSequence text, int from, int to, int before) {
        int rest = before;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                rest = (rest * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'z') {
                rest = (rest * 100 + (c & 31) + 9) % 97;
            }
        }
        return rest;
    }
}
