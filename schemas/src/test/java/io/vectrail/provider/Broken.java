package io.vectrail.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may happen to a body, each of which makes it something that two parsers could read in two ways. */
final class Broken {

    private Broken() {}

    /** Every such body that can be made of one whose first brace opens its object. */
    static List<byte[]> of(byte[] body) {
        List<byte[]> broken = new ArrayList<>();
        int end = new String(body, StandardCharsets.ISO_8859_1).stripTrailing().length();
        for (int length = 0; length < end; length++) {
            broken.add(Arrays.copyOf(body, length));
        }
        for (String more : List.of(" {}", "x", ",", "]")) {
            broken.add(joined(body, more.getBytes(StandardCharsets.UTF_8), new byte[0]));
        }
        int brace = new String(body, StandardCharsets.ISO_8859_1).indexOf('{');
        for (String first : List.of(
                "\"x\":1,\"x\":1,",
                "\"x\":1,\"\\u0078\":1,",
                "\"x\":" + "[".repeat(100_000) + ",",
                "\"x\":NaN,",
                "\"x\":Infinity,",
                "\"x\":+1,",
                "\"x\":01,",
                "\"x\":'y',",
                "\"x\":\"a\tb\",",
                "/* x */",
                "x:1,",
                ",")) {
            broken.add(after(body, brace, first.getBytes(StandardCharsets.UTF_8)));
        }
        for (String bytes : List.of(
                "\u00e9",
                "\u00c0\u00a2",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u0080")) {
            broken.add(after(body, brace, ("\"x\":\"" + bytes + "\",").getBytes(StandardCharsets.ISO_8859_1)));
        }
        broken.add(new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16BE));
        broken.add(new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE));
        return broken;
    }

    /** What more may be wrong with a request, of which every value is looked at. */
    static List<byte[]> request(byte[] body) {
        List<byte[]> broken = of(body);
        int brace = new String(body, StandardCharsets.ISO_8859_1).indexOf('{');
        for (String first : List.of(
                "\"x\":" + "9".repeat(1000) + ",",
                "\"x\":[0." + "9".repeat(1000) + "],",
                "\"x\":{\"y\":1e999},",
                "\"x\":\"\\ud800\",",
                "\"x\":\"\\udc00x\",",
                "\"x\\ud800\":1,",
                "\"x\":[\"\\ud800\\ud800\\udc00\"],")) {
            broken.add(after(body, brace, first.getBytes(StandardCharsets.UTF_8)));
        }
        return broken;
    }

    private static byte[] after(byte[] body, int brace, byte[] inserted) {
        return joined(Arrays.copyOf(body, brace + 1), inserted, Arrays.copyOfRange(body, brace + 1, body.length));
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }
}
