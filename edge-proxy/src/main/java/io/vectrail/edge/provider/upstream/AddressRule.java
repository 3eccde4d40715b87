package io.vectrail.edge.provider.upstream;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Which addresses are never connected to, whatever name led to them: link-local, metadata services of clouds, those that name
 * nobody, and those of many. IPv6 addresses in which one of these IPv4 addresses is written are refused alike (RFC 4291, 6052,
 * 3056, 4380, 5214). Pure.
 */
final class AddressRule {

    private static final HexFormat HEX = HexFormat.of();

    /** Services of clouds for their own machines: nearly everybody's (which is link-local besides), Alibaba's, Oracle's, Azure's. */
    private static final List<byte[]> METADATA_V4 =
            List.of(bytes("a9fea9fe"), bytes("646464c8"), bytes("c00000c0"), bytes("a83f8110"));

    /** Amazon's: metadata, names, time and the credentials of pods each have an address of their own in it. */
    private static final byte[] AMAZON_V6 = bytes("fd000ec2");

    /** Linode's. */
    private static final byte[] LINODE_V6 = bytes("fd00a9fea9fe");

    /** Google's and Scaleway's. */
    private static final List<byte[]> METADATA_V6 =
            List.of(bytes("fd2000ce000000000000000000000254"), bytes("fd000042000000000000000000000042"));

    private static final byte[] UNSPECIFIED_V6 = new byte[16];
    private static final byte[] BROADCAST = bytes("ffffffff");

    /** Prefixes after which an IPv4 address is written in the last four bytes: mapped, translated, NAT64, and none at all. */
    private static final List<byte[]> IPV4_AT_THE_END = List.of(
            bytes("00000000000000000000ffff"),
            bytes("0000000000000000ffff0000"),
            bytes("0064ff9b0000000000000000"),
            new byte[12]);

    private static final byte[] LOCAL_NAT64 = bytes("0064ff9b0001");
    private static final byte[] SIX_TO_FOUR = bytes("2002");
    private static final byte[] TEREDO = bytes("20010000");

    private AddressRule() {}

    /** Whether this address may be connected to. */
    static boolean permits(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? permitsV4(bytes) : permitsV6(bytes);
    }

    private static boolean permitsV4(byte[] address) {
        boolean nobody = address[0] == 0;
        boolean linkLocal = address[0] == (byte) 169 && address[1] == (byte) 254;
        boolean multicast = (address[0] & 0xf0) == 0xe0;
        return !nobody
                && !linkLocal
                && !multicast
                && !Arrays.equals(address, BROADCAST)
                && METADATA_V4.stream().noneMatch(metadata -> Arrays.equals(address, metadata));
    }

    private static boolean permitsV6(byte[] address) {
        boolean linkLocal = address[0] == (byte) 0xfe && (address[1] & 0xc0) == 0x80;
        boolean multicast = address[0] == (byte) 0xff;
        if (linkLocal
                || multicast
                || Arrays.equals(address, UNSPECIFIED_V6)
                || begins(address, AMAZON_V6)
                || begins(address, LINODE_V6)
                || METADATA_V6.stream().anyMatch(metadata -> Arrays.equals(address, metadata))
                // Where the IPv4 address stands depends on the network: it cannot be judged.
                || begins(address, LOCAL_NAT64)) {
            return false;
        }
        if (begins(address, SIX_TO_FOUR)) {
            return permitsV4(Arrays.copyOfRange(address, 2, 6));
        }
        if (begins(address, TEREDO)) {
            return permitsV4(inverted(address)) && permitsV4(Arrays.copyOfRange(address, 4, 8));
        }
        if (isIsatap(address)) {
            return permitsV4(Arrays.copyOfRange(address, 12, 16));
        }
        boolean loopback = address[15] == 1 && begins(address, new byte[15]);
        return loopback
                || IPV4_AT_THE_END.stream().noneMatch(prefix -> begins(address, prefix))
                || permitsV4(Arrays.copyOfRange(address, 12, 16));
    }

    /** Behind any prefix: 0:5efe, or 200:5efe where the IPv4 address is one of a kind in the world (RFC 5214, 6.1). */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    /** Teredo writes the client's address with each bit turned. */
    private static byte[] inverted(byte[] address) {
        byte[] turned = new byte[4];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) ~address[12 + i];
        }
        return turned;
    }

    private static boolean begins(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }
}
