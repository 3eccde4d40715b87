package io.vectrail.runtime.sealing;

import java.util.Base64;

/** A sealed credential as text: {@code sealed:} and the ciphertext in URL-safe base64 without padding. */
public final class SealedForm {

    /** What it begins with. */
    public static final String PREFIX = "sealed:";

    /** Largest secret, in bytes. */
    public static final int MOST_BYTES = 64 << 10;

    /** Base64 takes four characters for three bytes; the cipher adds less than a hundred bytes. */
    private static final int MOST_CHARACTERS = (MOST_BYTES + 128) * 4 / 3;

    private SealedForm() {}

    static String text(byte[] ciphertext) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    public static void check(String text) {
        var _ = ciphertext(text);
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    static byte[] ciphertext(String text) {
        if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + MOST_CHARACTERS) {
            throw damaged();
        }
        try {
            return Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The decoder's own words quote what it read.
            throw damaged();
        }
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "a sealed credential must be sealed: and what ./vectrail seal prints after it, whole and on one line");
    }
}
