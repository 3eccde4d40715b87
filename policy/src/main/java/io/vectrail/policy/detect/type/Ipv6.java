package io.vectrail.policy.detect.type;

/** The writing of addresses of version 6: eight groups, or fewer with one :: for those that are zero (RFC 4291, 2.2). */
final class Ipv6 {

    private static final int GROUPS = 8;

    private Ipv6() {}

    /** @param address groups of up to four hexadecimal digits with one or two colons between them, and perhaps one of version 4 behind */
    static boolean holds(String address) {
        int gap = address.indexOf("::");
        if (gap != address.lastIndexOf("::")) {
            return false;
        }
        int groups = 0;
        boolean digits = false;
        boolean pairs = true;
        int run = 0;
        for (int i = 0; i <= address.length(); i++) {
            char c = i < address.length() ? address.charAt(i) : ':';
            digits |= Neighbours.digit(c);
            if (c == ':' || c == '.') {
                groups += run > 0 ? 1 : 0;
                pairs &= run == 2 || run == 0;
                run = 0;
            } else {
                run++;
            }
        }
        boolean four = address.indexOf('.') >= 0;
        int all = four ? groups - 2 : groups;
        return (!four || octets(address)) && (gap >= 0 ? digits && all < GROUPS : all == GROUPS && !pairs);
    }

    private static boolean octets(String address) {
        String[] octets = address.substring(address.lastIndexOf(':') + 1).split("\\.", -1);
        for (String octet : octets) {
            if (octet.length() > 3 || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return octets.length == 4;
    }
}
