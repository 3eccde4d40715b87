package io.vectrail.provider.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an array of numbers as a whole, where it lies. A parser that stops at each number takes twice as long, and vectors are
 * most of what an answer holds. Source of the short way to a float: W. D. Clinger, How to Read Floating Point Numbers
 * Accurately, 1990: some digits times a power of ten, in a wider type, are rounded once more unless the result lies too near to
 * the middle between two floats; there the platform's slower way decides.
 */
final class Numbers {

    /** As many as a parser of strict JSON takes. */
    private static final int MOST_CHARACTERS = 64;

    /** Digits that follow on this many no longer change what is rounded, but for their place. */
    private static final long ENOUGH = 100_000_000_000_000_000L;

    private static final double[] POWERS = powers(45);

    /** What is left of a double's digits when a float is made of it, and where they are exactly half of a float's last. */
    private static final long BEYOND_FLOAT = (1L << 29) - 1;

    private static final long HALF = 1L << 28;

    /**
     * How far, in a double's last digits, the result may be off: the digits that were left away, their rounding, the power's and
     * the product's are less than 2<sup>-53</sup> of it each, together less than four.
     */
    private static final long DOUBT = 8;

    private final byte[] body;

    /** Grows to what the longest array needs; an answer's arrays are mostly as long as each other. */
    private float[] floats = new float[16];

    private int count;
    private int at;
    private long digits;
    private int exponent;

    Numbers(byte[] body) {
        this.body = body;
    }

    private static double[] powers(int most) {
        double[] powers = new double[most + 1];
        for (int i = 0; i <= most; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }

    /**
     * Reads an array.
     *
     * @param start its first byte
     * @param most elements
     * @return whether it is one of no more numbers than that, as RFC 8259 writes them; if not, nothing else here is worth anything
     */
    boolean read(int start, int most) {
        at = start + 1;
        count = 0;
        skipSpace();
        if (here() == ']') {
            return true;
        }
        while (count < most && number()) {
            skipSpace();
            if (here() != ',') {
                return here() == ']';
            }
            at++;
            skipSpace();
        }
        return false;
    }

    /** The numbers, each rounded to float32; infinite where one is too large for that. */
    float[] values() {
        return Arrays.copyOf(floats, count);
    }

    /** Where the array's closing bracket is. */
    int end() {
        return at;
    }

    private void skipSpace() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    /** 0 behind the end: a body may break off anywhere. */
    private byte here() {
        return at < body.length ? body[at] : 0;
    }

    private boolean number() {
        int start = at;
        if (here() == '-') {
            at++;
        }
        int first = at;
        digits = 0;
        exponent = 0;
        if (!whole() || !fraction() || !power()) {
            return false;
        }
        if (count == floats.length) {
            floats = Arrays.copyOf(floats, 2 * count);
        }
        floats[count++] = first > start ? -magnitude(first) : magnitude(first);
        return at - start <= MOST_CHARACTERS;
    }

    private boolean whole() {
        boolean zero = here() == '0';
        int first = at;
        return digits(0) && !(zero && at > first + 1);
    }

    private boolean fraction() {
        if (here() != '.') {
            return true;
        }
        at++;
        return digits(1);
    }

    /**
     * Takes digits in.
     *
     * @param places by which each digit moves the point: 1 behind it
     * @return whether there is one
     */
    private boolean digits(int places) {
        int next = at;
        long sum = digits;
        int moved = exponent;
        for (; next < body.length; next++) {
            int digit = body[next] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (sum < ENOUGH) {
                sum = 10 * sum + digit;
                moved -= places;
            } else {
                moved += 1 - places;
            }
        }
        boolean some = next > at;
        at = next;
        digits = sum;
        exponent = moved;
        return some;
    }

    private boolean power() {
        if (here() != 'e' && here() != 'E') {
            return true;
        }
        at++;
        boolean negative = here() == '-';
        if (negative || here() == '+') {
            at++;
        }
        int first = at;
        int power = 0;
        for (int digit = here() - '0'; digit >= 0 && digit <= 9; digit = here() - '0') {
            power = Math.min(10 * power + digit, 10_000);
            at++;
        }
        exponent += negative ? -power : power;
        return at > first;
    }

    /** Without its sign, what has been read since its first digit. */
    private float magnitude(int first) {
        if (digits == 0) {
            return 0;
        }
        if (exponent > -POWERS.length && exponent < POWERS.length) {
            double near = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
            long fromHalf = (Double.doubleToRawLongBits(near) & BEYOND_FLOAT) - HALF;
            // Beyond these two a float has fewer digits, or none.
            if (Math.abs(fromHalf) > DOUBT && near > 2 * Float.MIN_NORMAL && near < Float.MAX_VALUE / 2) {
                return (float) near;
            }
        }
        return Float.parseFloat(new String(body, first, at - first, StandardCharsets.US_ASCII));
    }
}
