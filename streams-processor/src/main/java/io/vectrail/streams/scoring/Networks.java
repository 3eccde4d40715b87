package io.vectrail.streams.scoring;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What of an address and of a user agent stays the same from one day to the next. */
final class Networks {

    private static final int BYTES_OF_IPV4 = 3;
    private static final int BYTES_OF_IPV6 = 6;
    private static final int MOST_PRODUCT = 64;

    private Networks() {}

    /** The first 24 bits of an IPv4 address, the first 48 of an IPv6 one, in hex; what is no address stays what it is. */
    static String of(String address) {
        try {
            // The zone of a link-local address is known to the machine alone that wrote it.
            int zone = address.indexOf('%');
            InetAddress read = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            int kept = read instanceof Inet6Address ? BYTES_OF_IPV6 : BYTES_OF_IPV4;
            return HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), kept));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** The user agent's name without version: {@code OpenAI/Python 1.99.0} is {@code OpenAI/Python}. */
    static String product(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        int end = 0;
        while (end < userAgent.length() && end < MOST_PRODUCT && !Character.isDigit(userAgent.charAt(end))) {
            end++;
        }
        return userAgent.substring(0, end).strip();
    }
}
