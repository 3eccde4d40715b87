package io.vectrail.policy.detect.type;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Base58Check as Bitcoin writes addresses in it: a version, 20 bytes of a hash, and 4 of the SHA-256 of the SHA-256 of both. */
final class Base58 {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int BYTES = 25;
    private static final int CHECKED = 21;

    private static final byte[] DIGITS = digits();

    /** Of 32 bits. */
    private static final int WORDS = 7;

    private Base58() {}

    /** Whether it is an address of a key or script, in the main or a test network. */
    static boolean holds(String address) {
        long[] words = new long[WORDS];
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            long carry = c < DIGITS.length ? DIGITS[c] : -1;
            if (carry < 0) {
                return false;
            }
            for (int at = WORDS - 1; at >= 0; at--) {
                carry += 58 * words[at];
                words[at] = carry & 0xffffffffL;
                carry >>>= 32;
            }
        }
        // Of 25 bytes the first stands in a word of its own.
        if (words[0] > 0xff || !version((int) words[0])) {
            return false;
        }
        byte[] bytes = bytes(words);
        return zeros(address) == leading(bytes) && checked(bytes);
    }

    private static byte[] bytes(long[] words) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int fromEnd = BYTES - 1 - i;
            bytes[i] = (byte) (words[WORDS - 1 - fromEnd / 4] >>> (fromEnd % 4 * 8));
        }
        return bytes;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = (byte) i;
        }
        return digits;
    }

    private static boolean version(int version) {
        return version == 0x00 || version == 0x05 || version == 0x6f || version == 0xc4;
    }

    /** Each zero byte at the begin is written as a 1. */
    private static int zeros(String address) {
        int zeros = 0;
        while (zeros < address.length() && address.charAt(zeros) == '1') {
            zeros++;
        }
        return zeros;
    }

    private static int leading(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        return zeros;
    }

    private static boolean checked(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(sha256.digest(Arrays.copyOf(bytes, CHECKED)));
            return Arrays.equals(hash, 0, BYTES - CHECKED, bytes, CHECKED, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
