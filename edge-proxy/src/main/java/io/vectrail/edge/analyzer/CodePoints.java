package io.vectrail.edge.analyzer;

/** The places of a text's code points, by which Python counts, among its UTF-16 code units, by which Java does. */
final class CodePoints {

    private final int length;

    /** Where each begins, and where the last ends; empty where each is one unit. */
    private final int[] starts;

    CodePoints(String text) {
        length = text.codePointCount(0, text.length());
        starts = length == text.length() ? new int[0] : starts(text, length);
    }

    private static int[] starts(String text, int length) {
        int[] starts = new int[length + 1];
        for (int i = 0, at = 0; i < length; i++) {
            starts[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        starts[length] = text.length();
        return starts;
    }

    /** How many there are. */
    int length() {
        return length;
    }

    /**
     * Where one begins.
     *
     * @param codePoint 0 to the length: there the text ends
     */
    int unit(int codePoint) {
        return starts.length == 0 ? codePoint : starts[codePoint];
    }
}
