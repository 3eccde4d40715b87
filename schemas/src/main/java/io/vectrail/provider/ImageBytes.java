package io.vectrail.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What images begin with, so that one is known whatever it is said to be.
 *
 * <p>Source: WHATWG MIME Sniffing Standard, "Matching an image type pattern"; TIFF 6.0, "Image File Header", and BigTIFF.
 */
final class ImageBytes {

    /** Bytes as ISO-8859-1, of which a question mark is any. */
    private static final List<Map.Entry<byte[], String>> BEGINNINGS = List.of(
            beginning("\u0089PNG\r\n\u001a\n", "image/png"),
            beginning("\u00ff\u00d8\u00ff", "image/jpeg"),
            beginning("GIF8", "image/gif"),
            beginning("RIFF????WEBP", "image/webp"),
            beginning("BM", "image/bmp"),
            beginning("II*\0", "image/tiff"),
            beginning("MM\0*", "image/tiff"),
            beginning("II+\0", "image/tiff"),
            beginning("MM\0+", "image/tiff"));

    private ImageBytes() {}

    private static Map.Entry<byte[], String> beginning(String bytes, String type) {
        return Map.entry(bytes.getBytes(StandardCharsets.ISO_8859_1), type);
    }

    /** The media type of the image that these bytes are; empty where they are none that is known here. */
    static String type(byte[] bytes) {
        for (Map.Entry<byte[], String> image : BEGINNINGS) {
            if (begins(bytes, image.getKey())) {
                return image.getValue();
            }
        }
        return "";
    }

    private static boolean begins(byte[] bytes, byte[] beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int at = 0; at < beginning.length; at++) {
            if (beginning[at] != '?' && beginning[at] != bytes[at]) {
                return false;
            }
        }
        return true;
    }
}
