package io.vectrail.policy.detect.type;

import java.util.Locale;

/** Addresses of segregated witnesses: Bech32 for version 0 (BIP 173), Bech32m for those after it (BIP 350). */
final class Bech32 {

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;
    private static final int CHECK = 6;

    private Bech32() {}

    /** Whether checksum, version and length are an address's; upper and lower case are not mixed. */
    static boolean holds(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (!lower.equals(address) && !address.toUpperCase(Locale.ROOT).equals(address)) {
            return false;
        }
        int one = lower.lastIndexOf('1');
        int sum = prefix(lower.substring(0, one));
        for (int i = one + 1; i < lower.length(); i++) {
            sum = step(sum, ALPHABET.indexOf(lower.charAt(i)));
        }
        int version = ALPHABET.indexOf(lower.charAt(one + 1));
        int program = (lower.length() - one - 2 - CHECK) * 5;
        return sum == (version == 0 ? BECH32 : BECH32M) && version <= 16 && fits(version, program);
    }

    /** Programs have 2 to 40 bytes, those of version 0 either 20 or 32, and less than 5 bits that fill the last sign. */
    private static boolean fits(int version, int bits) {
        int bytes = bits / 8;
        return bits % 8 < 5 && bytes >= 2 && bytes <= 40 && (version > 0 || bytes == 20 || bytes == 32);
    }

    private static int prefix(String prefix) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = ((sum & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >> i) & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
