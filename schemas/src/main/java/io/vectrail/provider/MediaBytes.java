package io.vectrail.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What media begin with, so that one is known whatever it is said to be, and wherever it stands.
 *
 * <p>Source: WHATWG MIME Sniffing Standard, "Matching an image type pattern" and "Matching an audio or video type pattern"; TIFF
 * 6.0, "Image File Header", and BigTIFF; ISO 32000-1, 7.5.2, of PDF; RFC 9639, 8.1, of FLAC; ISO 15444-1, Annexes A and I, of
 * JPEG 2000; ISO 18181-2 of JPEG XL; Adobe Photoshop File Formats Specification; RFC 4867, 5, of AMR; ISO 13818-1 of MPEG's
 * streams; Advanced Systems Format Specification; DICOM PS3.10, 7.1.
 *
 * <p>MP3 without ID3, AAC in ADTS and bare JPEG XL code streams are not known: of their first bytes fewer than two are the same.
 */
final class MediaBytes {

    private static final String BITMAP = "image/bmp";

    /** Bytes as ISO-8859-1, of which a question mark is any. */
    private static final List<Map.Entry<byte[], String>> IMAGES = List.of(
            beginning("\u0089PNG\r\n\u001a\n", "image/png"),
            beginning("\u00ff\u00d8\u00ff", "image/jpeg"),
            beginning("GIF8", "image/gif"),
            beginning("RIFF????WEBP", "image/webp"),
            beginning("BM", BITMAP),
            beginning("II*\0", "image/tiff"),
            beginning("MM\0*", "image/tiff"),
            beginning("II+\0", "image/tiff"),
            beginning("MM\0+", "image/tiff"),
            // With fewer than 256 pictures: letters such as those of a genome begin with the rest, too.
            beginning("\0\0\1\0?\0", "image/x-icon"),
            beginning("\0\0\2\0?\0", "image/x-icon"),
            beginning("8BPS", "image/vnd.adobe.photoshop"),
            beginning("\0\0\0\fjP  \r\n\u0087\n", "image/jp2"),
            beginning("\u00ffO\u00ffQ", "image/jp2"),
            beginning("\0\0\0\fJXL \r\n\u0087\n", "image/jxl"));

    /** An XML document that is a drawing, whatever stands before it and its prefix is; a page may have one in it. */
    private static final Pattern DRAWING = Pattern.compile(
            "(?:\u00ef\u00bb\u00bf)?+\\s*+(?:<[?!](?!doctype\\s+html).*?)?<(?:[a-z0-9._-]++:)?svg[\\s/>].*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final String SVG = "image/svg+xml";

    /** Where a bitmap's second header begins, with its length: the first two bytes alone begin too many other things. */
    private static final int BITMAP_HEADER = 14;

    private static final List<Integer> BITMAP_HEADERS = List.of(12, 40, 52, 56, 64, 108, 124);

    private static final List<byte[]> OTHERS = List.of(
            bytes("%PDF-"),
            bytes("????ftyp"),
            bytes("\u001aE\u00df\u00a3"),
            bytes("RIFF????WAVE"),
            bytes("RIFF????AVI "),
            bytes("ID3"),
            bytes("OggS"),
            bytes("fLaC"),
            bytes("FORM????AIFF"),
            bytes("FORM????AIFC"),
            bytes("MThd"),
            bytes("#!AMR"),
            bytes("0&\u00b2u\u008ef\u00cf\u0011"),
            bytes("\0\0\1\u00ba"),
            bytes("\0\0\1\u00b3"),
            // Packets of a transport stream, of which each begins with one byte that is the same.
            bytes(("G" + "?".repeat(187)).repeat(3) + "G"),
            bytes("?".repeat(128) + "DICM"));

    /** What is looked at of a string in base64; of bytes three quarters as many. */
    private static final int ENOUGH_CHARACTERS = 1024;

    private MediaBytes() {}

    private static Map.Entry<byte[], String> beginning(String bytes, String type) {
        return Map.entry(bytes(bytes), type);
    }

    private static byte[] bytes(String characters) {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The media type of the image that these bytes are; empty where they are none that is known here. */
    static String imageType(byte[] bytes) {
        for (Map.Entry<byte[], String> image : IMAGES) {
            if (begins(bytes, image.getKey())) {
                return image.getValue();
            }
        }
        return drawing(bytes) ? SVG : "";
    }

    private static boolean drawing(byte[] bytes) {
        int enough = Math.min(bytes.length, ENOUGH_CHARACTERS / 4 * 3);
        return DRAWING.matcher(new String(bytes, 0, enough, StandardCharsets.ISO_8859_1))
                .matches();
    }

    /**
     * Whether a string is a medium in base64, as far as its beginning tells. A lenient decoder passes over what else is in it.
     *
     * @param from where it begins
     */
    static boolean inBase64(String text, int from) {
        return isMedium(decoded(text, from, ENOUGH_CHARACTERS));
    }

    /** All that a lenient decoder finds in a string in base64: of both alphabets, and without a digit that is half a byte alone. */
    static byte[] decoded(String text, int from) {
        return decoded(text, from, text.length() - from);
    }

    /** How many digits a string in base64 has, up to the most that are asked for. */
    static int digits(String text, int from, int most) {
        int count = 0;
        for (int at = from; at < text.length() && count < most; at++) {
            char character = text.charAt(at);
            count += character == '-' || character == '_' || isDigit(character) ? 1 : 0;
        }
        return count;
    }

    private static byte[] decoded(String text, int from, int most) {
        StringBuilder digits = new StringBuilder(Math.min(most, text.length() - from));
        for (int at = from; at < text.length() && digits.length() < most; at++) {
            char character = text.charAt(at);
            if (character == '-' || character == '_') {
                digits.append(character == '-' ? '+' : '/');
            } else if (isDigit(character)) {
                digits.append(character);
            }
        }
        // What is left of four is no whole byte, or padding that is missing: the decoder takes two and three of four.
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return Base64.getDecoder().decode(digits.substring(0, whole));
    }

    static boolean isDigit(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '+'
                || character == '/';
    }

    private static boolean isMedium(byte[] bytes) {
        String image = imageType(bytes);
        return image.equals(BITMAP) ? bitmap(bytes) : !image.isEmpty() || other(bytes);
    }

    private static boolean bitmap(byte[] bytes) {
        return bytes.length >= BITMAP_HEADER + Integer.BYTES
                && BITMAP_HEADERS.contains(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(BITMAP_HEADER));
    }

    private static boolean other(byte[] bytes) {
        return OTHERS.stream().anyMatch(beginning -> begins(bytes, beginning));
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
