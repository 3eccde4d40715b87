package io.vectrail.policy.detect.view;

import java.util.Arrays;

/**
 * Which part of a text each character of a reading stands for. Written from left to right.
 *
 * <p>Only what is not one character for one is kept: a unit of the text that some characters stand for, or none. Between units
 * both sides advance in step, so that a text with look-alikes alone needs nothing.
 */
final class Offsets {

    private static final int STRIDE = 4;
    private static final int AT = 0;
    private static final int LENGTH = 1;
    private static final int FROM = 2;
    private static final int TO = 3;

    private int[] units = new int[8 * STRIDE];
    private int size;

    /** The character at that place of the reading, which is its last, stands for [from, to). */
    void character(int at, int from, int to) {
        int top = size - STRIDE;
        if (top >= 0 && units[top + FROM] == from && units[top + TO] == to && endOf(top) == at) {
            units[top + LENGTH]++;
        } else {
            push(at, 1, from, to);
        }
    }

    /** Nothing stands for [from, to), which comes before what will be at that place of the reading. */
    void nothing(int at, int from, int to) {
        int top = size - STRIDE;
        if (top < 0 || endOf(top) != at || units[top + FROM] != from || units[top + TO] != to) {
            if (top >= 0 && units[top + LENGTH] == 0 && units[top + AT] == at && units[top + TO] == from) {
                units[top + TO] = to;
            } else {
                push(at, 0, from, to);
            }
        }
    }

    /** [from, to) belongs to the last character before that place of the reading, with all that is between them. */
    void attached(int at, int from, int to) {
        int begin = from;
        int top = size - STRIDE;
        if (top >= 0 && units[top + LENGTH] == 0 && units[top + AT] == at) {
            begin = units[top + FROM];
            size = top;
            top -= STRIDE;
        }
        if (at == 0) {
            push(0, 0, begin, to);
        } else if (top >= 0 && endOf(top) == at) {
            units[top + TO] = to;
        } else {
            push(at - 1, 1, begin - 1, to);
        }
    }

    int start(int at) {
        int unit = unitBefore(at);
        if (unit < 0) {
            return at;
        }
        int beyond = at - endOf(unit);
        return beyond < 0 ? units[unit + FROM] : units[unit + TO] + beyond;
    }

    int end(int at) {
        int unit = unitBefore(at - 1);
        if (unit < 0) {
            return at;
        }
        int beyond = at - endOf(unit);
        return units[unit + TO] + Math.max(0, beyond);
    }

    /** The last unit that begins at that place or before; below 0 where there is none. */
    private int unitBefore(int at) {
        int low = 0;
        int high = size / STRIDE;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units[middle * STRIDE + AT] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (low - 1) * STRIDE;
    }

    private int endOf(int unit) {
        return units[unit + AT] + units[unit + LENGTH];
    }

    private void push(int at, int length, int from, int to) {
        if (size == units.length) {
            units = Arrays.copyOf(units, size * 2);
        }
        units[size + AT] = at;
        units[size + LENGTH] = length;
        units[size + FROM] = from;
        units[size + TO] = to;
        size += STRIDE;
    }
}
