package io.vectrail.policy.detect.type;

/** The hardware address of a network interface (IEEE 802, EUI-48) in the writings with colons, dashes, dots and none. */
final class MacAddress {

    static final Recognizer RECOGNIZER = Recognizer.of("MAC_ADDRESS")
            .shape(0.9, "\\b[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}\\b", mac -> !longer(mac, ':'))
            .shape(0.8, "\\b[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}\\b", mac -> !longer(mac, '-') && letter(mac))
            .shape(0.3, "\\b\\d{2}(?:-\\d{2}){5}\\b", mac -> !longer(mac, '-'))
            .shape(
                    0.7,
                    "\\b[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\b",
                    mac -> !longer(mac, '.') && letter(mac))
            .shape(0.3, "\\b\\d{4}\\.\\d{4}\\.\\d{4}\\b", mac -> !longer(mac, '.'))
            .shape(0.2, "\\b[0-9A-Fa-f]{12}\\b", mac -> !Neighbours.longer(mac))
            .context(Phrases.list(
                    "mac, mac address, ethernet, hwaddr, bssid, hardware address, physical address, arp, wlan, macaddr, "
                            + "macaddress, physische adresse"))
            .build();

    private MacAddress() {}

    private static boolean longer(Candidate mac, char sign) {
        return goesOn(mac.before(1), mac.before(2), sign) || goesOn(mac.after(1), mac.after(2), sign);
    }

    private static boolean goesOn(char first, char second, char sign) {
        return Neighbours.word(first)
                || (first == sign && (Neighbours.hex(second) || second == sign))
                || (first == '-' && Neighbours.hex(second));
    }

    private static boolean letter(Candidate mac) {
        for (int i = mac.start(); i < mac.end(); i++) {
            if (mac.text().charAt(i) >= 'A') {
                return true;
            }
        }
        return false;
    }
}
