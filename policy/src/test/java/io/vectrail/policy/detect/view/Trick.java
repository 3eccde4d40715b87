package io.vectrail.policy.detect.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** How an ASCII value can be hidden. */
enum Trick {
    FULL_WIDTH,
    MATHEMATICS,
    HOMOGLYPH,
    ARABIC_DIGIT,
    MARK,
    ZERO_WIDTH,
    PERCENT,
    PERCENT_OF_FULL_WIDTH,
    DECIMAL_ENTITY,
    HEX_ENTITY,
    ESCAPE,
    SHORT_ESCAPE,
    BASE64;

    private static final String LETTERS = "aceijopsxyABCEHIKMOPTX";
    private static final String CYRILLIC = "асеіјорѕхуАВСЕНІКМОРТХ";

    /** Disguises every character that the trick can disguise. */
    String hide(String value, Random random) {
        if (this == BASE64) {
            return base64(value + ", that is all", random);
        }
        StringBuilder hidden = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            hidden.append(character(value.charAt(i), i == value.length() - 1, random));
        }
        return hidden.toString();
    }

    private String character(char c, boolean last, Random random) {
        return switch (this) {
            case FULL_WIDTH -> one(c + 0xFEE0);
            case MATHEMATICS -> mathematical(c, random.nextInt(3));
            case HOMOGLYPH -> LETTERS.indexOf(c) < 0 ? one(c) : one(CYRILLIC.charAt(LETTERS.indexOf(c)));
            case ARABIC_DIGIT -> c >= '0' && c <= '9' ? one(c - '0' + 0x660) : one(c);
            case MARK -> c + "\u0301\u20E3\u0327".substring(random.nextInt(3));
            case ZERO_WIDTH -> last ? one(c) : c + "\u200B\u00AD\u202E\uDB40\uDC41".substring(random.nextInt(3));
            case PERCENT -> percent(c);
            case PERCENT_OF_FULL_WIDTH -> percent(c + 0xFEE0);
            case DECIMAL_ENTITY -> "&#" + "0".repeat(random.nextInt(4)) + (int) c + ";";
            case HEX_ENTITY -> "&#x" + Integer.toHexString(c) + ";";
            case ESCAPE -> "\\u" + HexFormat.of().toHexDigits(c);
            case SHORT_ESCAPE -> "\\x" + HexFormat.of().toHexDigits((byte) c);
            case BASE64 -> throw new IllegalStateException("hides no single character");
        };
    }

    private static String base64(String value, Random random) {
        Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
        return (random.nextBoolean() ? encoder : encoder.withoutPadding())
                .encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String one(int c) {
        return Character.toString(c);
    }

    /** Bold, sans-serif bold or monospace: alphabets without holes. */
    private static String mathematical(int c, int alphabet) {
        int digits = new int[] {0x1D7CE, 0x1D7EC, 0x1D7F6}[alphabet];
        int letters = new int[] {0x1D400, 0x1D5D4, 0x1D670}[alphabet];
        if (c >= '0' && c <= '9') {
            return one(digits + c - '0');
        }
        if (c >= 'A' && c <= 'Z') {
            return one(letters + c - 'A');
        }
        return c >= 'a' && c <= 'z' ? one(letters + 26 + c - 'a') : one(c);
    }

    private static String percent(int c) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : one(c).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return encoded.toString();
    }
}
