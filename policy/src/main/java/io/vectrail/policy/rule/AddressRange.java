package io.vectrail.policy.rule;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, or a range of them in CIDR's form (RFC 4632), such as {@code 10.0.0.0/8}.
 *
 * @param network its first address
 * @param bits how many of them all have in common
 */
record AddressRange(InetAddress network, int bits) {

    /** Others are read in one way here and in another there, such as 010.0.0.1 and 10.1. */
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** @throws IllegalArgumentException when it is none; does not quote it */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash));
        int all = network == null ? 0 : network.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : number(text.substring(slash + 1));
        if (network == null || bits < 0 || bits > all) {
            throw new IllegalArgumentException(
                    "must be an IP address, or a range of them such as 10.0.0.0/8 or fd00::/8");
        }
        AddressRange range = new AddressRange(network, bits);
        for (int i = bits; i < all; i++) {
            if ((network.getAddress()[i / Byte.SIZE] & (0x80 >> (i % Byte.SIZE))) != 0) {
                throw new IllegalArgumentException(
                        "is a range whose address goes on behind its " + bits + " bits; write its first address");
            }
        }
        return range;
    }

    boolean contains(String address) {
        InetAddress other = literal(address);
        if (other == null || other.getAddress().length != network.getAddress().length) {
            return false;
        }
        byte[] ours = network.getAddress();
        byte[] theirs = other.getAddress();
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % Byte.SIZE);
            if (((ours[i / Byte.SIZE] ^ theirs[i / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable InetAddress literal(String text) {
        if (text.indexOf(':') < 0 && !DOTTED.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}
