package io.vectrail.policy.detect.type;

/** Verhoeff's check digit, a walk through the dihedral group of order ten (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
final class Verhoeff {

    /** What a digit turns into at each place, from the right; repeats after eight. */
    private static final int[][] PERMUTED = new int[8][10];

    /** Of two elements of the group. */
    private static final int[][] PRODUCTS = new int[10][10];

    static {
        int[] once = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        for (int digit = 0; digit < 10; digit++) {
            PERMUTED[0][digit] = digit;
        }
        for (int place = 1; place < 8; place++) {
            for (int digit = 0; digit < 10; digit++) {
                PERMUTED[place][digit] = once[PERMUTED[place - 1][digit]];
            }
        }
        for (int left = 0; left < 10; left++) {
            for (int right = 0; right < 10; right++) {
                PRODUCTS[left][right] = product(left, right);
            }
        }
    }

    private Verhoeff() {}

    /** Whether the last digit of a place checks the others. */
    static boolean holds(Candidate place) {
        int state = 0;
        int index = 0;
        for (int i = place.end() - 1; i >= place.start(); i--) {
            char c = place.text().charAt(i);
            if (Digits.is(c)) {
                state = PRODUCTS[state][PERMUTED[index++ & 7][c - '0']];
            }
        }
        return state == 0;
    }

    /** 0 to 4 are turns, 5 to 9 turn after a flip. */
    private static int product(int left, int right) {
        int turn = left < 5 ? left % 5 + right % 5 : left % 5 - right % 5;
        return Math.floorMod(turn, 5) + (left < 5 == right < 5 ? 0 : 5);
    }
}
