package io.vectrail.policy.detect.view;

import java.util.Arrays;

/** Writes a reading from left to right, each code point folded as {@link FoldTable} says. */
final class ViewBuilder {

    private final Offsets offsets = new Offsets();
    private char[] chars;
    private int length;
    private boolean folded;

    /** @param capacity in characters; grows beyond it */
    ViewBuilder(int capacity) {
        chars = new char[Math.max(16, capacity)];
    }

    /**
     * Puts the code point of the text that comes right after what was put last, folded.
     *
     * @return where the next one is
     */
    int read(char[] text, int at) {
        char c = text[at];
        if (c < 0x80) {
            step(c);
            return at + 1;
        }
        int codePoint = Character.isSurrogate(c) ? Character.codePointAt(text, at) : c;
        int end = at + Character.charCount(codePoint);
        int fold = FoldTable.of(codePoint);
        if (end == at + 1 && stays(fold)) {
            step(c);
        } else if (end == at + 1 && fold > FoldRule.MARK && fold < 0x80) {
            folded = true;
            step((char) fold);
        } else {
            put(codePoint, at, end);
        }
        return end;
    }

    /** Puts a code point, folded, for [from, to) of the text. What has the same place is one unit. */
    void put(int codePoint, int from, int to) {
        int fold = codePoint < 0x80 ? FoldRule.SAME : FoldTable.of(codePoint);
        if (stays(fold)) {
            same(codePoint, from, to);
            return;
        }
        folded = true;
        if (fold == FoldRule.NOTHING) {
            offsets.nothing(length, from, to);
        } else if (fold == FoldRule.MARK) {
            offsets.attached(length, from, to);
        } else {
            for (int rest = fold; rest != 0; rest >>>= 8) {
                unit((char) (rest & 0xff), from, to);
            }
        }
    }

    private void same(int codePoint, int from, int to) {
        if (Character.isSupplementaryCodePoint(codePoint)) {
            unit(Character.highSurrogate(codePoint), from, to);
            unit(Character.lowSurrogate(codePoint), from, to);
        } else {
            unit((char) codePoint, from, to);
        }
    }

    /** Marks are undone on ASCII; in scripts that live on them they are left alone. */
    private boolean stays(int fold) {
        return fold == FoldRule.SAME || (fold == FoldRule.MARK && (length == 0 || chars[length - 1] >= 0x80));
    }

    View build() {
        return new View(new String(chars, 0, length), offsets);
    }

    /** Whether anything was put otherwise than it stands. */
    boolean isFolded() {
        return folded;
    }

    boolean isEmpty() {
        return length == 0;
    }

    private void step(char c) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, length * 2);
        }
        chars[length++] = c;
    }

    private void unit(char c, int from, int to) {
        offsets.character(length, from, to);
        step(c);
    }
}
