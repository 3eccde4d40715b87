package io.vectrail.policy.detect.view;

/**
 * One reading of a text: what it says to who sees through its disguise, and which part of the text says it. Immutable.
 *
 * <p>A span [s, e) of the reading stands for [{@code start(s)}, {@code end(e)}) of the text. That part is never empty, covers
 * encoded characters whole, and moves forward as the span does.
 */
public final class View {

    private final String text;
    private final Offsets offsets;

    /** @param offsets of each character of the text; not changed any more */
    View(String text, Offsets offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    /** What is read. */
    public String text() {
        return text;
    }

    /** @param at the first character of a span of the reading, from 0 to its length - 1 */
    public int start(int at) {
        return offsets.start(at);
    }

    /** @param at one past the last character of a span of the reading, from 1 to its length */
    public int end(int at) {
        return offsets.end(at);
    }
}
