package io.vectrail.policy.detect.type;

/** Some of the ASCII characters: what a value that is read on from its begin may have. */
record AsciiSet(long low, long high) {

    /** @param characters one by one, or with a dash between the first and the last of several; a dash itself stands last */
    static AsciiSet of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char first = characters.charAt(i);
            boolean range = i + 2 < characters.length() && characters.charAt(i + 1) == '-';
            char last = range ? characters.charAt(i + 2) : first;
            for (int c = first; c <= last; c++) {
                low |= c < 64 ? 1L << c : 0;
                high |= c < 64 ? 0 : 1L << (c - 64);
            }
            i += range ? 2 : 0;
        }
        return new AsciiSet(low, high);
    }

    boolean has(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }

    /** Where the characters from a place on are no longer of these, or the limit. */
    int end(CharSequence text, int from, int limit) {
        int last = Math.min(text.length(), limit);
        int i = from;
        while (i < last && has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the characters before a place begin to be of these, or the limit. */
    int start(CharSequence text, int to, int limit) {
        int first = Math.max(0, limit);
        int i = to;
        while (i > first && has(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
