package io.vectrail.policy.detect.type;

/** An address of the Internet Protocol: version 4 in four decimal numbers, version 6 in every writing of RFC 4291, 2.2. */
final class IpAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";
    private static final String TAIL = "(?:\\.\\d{1,3}){3}";

    /** What stands before numbers with three dots that are none. */
    private static final PhraseSet VERSIONS = PhraseSet.of(
            "version, versions, versione, versie, ver, v, release, build, firmware, revision, rev, section, chapter, "
                    + "clause, paragraph, kapitel, abschnitt, oid, assembly, upgrade, patch, driver, fw, sdk, figure, fig, "
                    + "table, step, item, rule, appendix, requirement, article, bios");

    /** What says in a whole sentence that such numbers are versions, where no word of networks follows it. */
    private static final PhraseSet RELEASES = PhraseSet.of(
            "version, versions, firmware, release, released, upgrade, upgraded, upgrading, downgrade, downgraded, build, changelog, chapter, section, sections, assembly, oid, paragraph, clause, edition, driver, library");

    private static final PhraseSet NETWORK = PhraseSet.of(
            "ip, ips, ipv4, ipv6, addr, address, host, hosts, server, client, node, subnet, gateway, dns, ping, at, on, remote, peer, "
                    + "port, machine, router, proxy, via, src, dst, source, destination, nameserver, connect, connection, vm, cidr");

    static final Recognizer RECOGNIZER = Recognizer.of("IP_ADDRESS")
            .shape(0.7, "\\b" + OCTET + "(?:\\." + OCTET + "){3}\\b", IpAddress::four)
            .shape(0.9, six(), IpAddress::six)
            .context("ip", "ipv4", "ipv6", "ip address")
            .build();

    private IpAddress() {}

    private static String six() {
        return "(?:\\b" + GROUP + "(?::{1,2}" + GROUP + "){1,7}(?:" + TAIL + "|::)?|\\b" + GROUP + "::|::" + GROUP
                + "(?::" + GROUP + "){0,6}(?:" + TAIL + ")?)";
    }

    private static boolean four(Candidate ip) {
        return !(goesOn(ip.before(1), ip.before(2)) || goesOn(ip.after(1), ip.after(2)))
                && !product(ip)
                && !mapped(ip)
                && !Labels.directly(ip, VERSIONS)
                && !release(ip)
                && !Labels.followed(ip.text(), ip.end(), VERSIONS);
    }

    private static boolean goesOn(char first, char second) {
        return Neighbours.word(first)
                || (first == '.' && Neighbours.word(second))
                || ((first == '-' || first == '+') && Character.isLetter(second));
    }

    /** Whether its sentence speaks of versions; "from 1.2.3.4 to 1.2.3.5" has two of them. */
    private static boolean release(Candidate ip) {
        int from = Labels.lead(ip);
        int at = Labels.last(ip.text(), from, ip.start(), RELEASES);
        return at >= 0 && Labels.last(ip.text(), at, ip.start(), NETWORK) < 0;
    }

    /** Whether it is the version of what stands before the slash; an address there is of a host, and has a port behind it. */
    private static boolean product(Candidate ip) {
        boolean named = ip.before(1) == '/' && Character.isLetterOrDigit(ip.before(2));
        boolean local = named
                && ip.start() >= 10
                && ip.text()
                        .subSequence(ip.start() - 10, ip.start() - 1)
                        .toString()
                        .equals("localhost");
        return named && !local && ip.after(1) != ':';
    }

    /** Whether it is the end of an address of version 6. */
    private static boolean mapped(Candidate ip) {
        int i = 1;
        while (i < 40 && (Neighbours.hex(ip.before(i)) || ip.before(i) == ':')) {
            if (ip.before(i) == ':' && ip.before(i + 1) == ':') {
                return true;
            }
            i++;
        }
        return false;
    }

    private static boolean six(Candidate ip) {
        char before = ip.before(1);
        char after = ip.after(1);
        return !Neighbours.word(before)
                && !Neighbours.word(after)
                && before != ':'
                && !(after == ':' && (Neighbours.hex(ip.after(2)) || ip.after(2) == ':'))
                && !(after == '.' && Neighbours.digit(ip.after(2)))
                && Ipv6.holds(ip.value());
    }
}
