package io.vectrail.policy.detect.type;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses of Ethereum whose capital letters are a checksum (EIP-55); one case alone has none. */
final class Eip55 {

    private Eip55() {}

    /** @param address 0x and 40 hexadecimal digits */
    static boolean holds(String address) {
        String digits = address.substring(2);
        String lower = digits.toLowerCase(Locale.ROOT);
        if (digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT))) {
            return true;
        }
        byte[] hash = Keccak256.of(lower.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
            if (c > '9' && (c <= 'F') != (nibble >= 8)) {
                return false;
            }
        }
        return true;
    }
}
