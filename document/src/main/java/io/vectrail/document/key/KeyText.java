package io.vectrail.document.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its caller sends it: {@code vtk_ID_SECRET}. The begin is fixed, so that scanners for leaked secrets know it, ours among
 * them. No part of it is ever logged or recorded but the id.
 *
 * @param id 16 lower-case hexadecimal digits; no secret
 * @param secret 32 random bytes in base64url, without padding
 */
public record KeyText(String id, String secret) {

    private static final String PREFIX = "vtk_";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** Whether a credential is one of these and no token, be it whole or not. */
    public static boolean isMeantBy(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** Empty where the text has not the form of a key. */
    public static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeyText(form.group(1), form.group(2))) : Optional.empty();
    }

    /** A key that nobody has. */
    public static KeyText fresh(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyText(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Whether a text has the form of a key's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The whole of it, for whoever is to have it. */
    public String text() {
        return PREFIX + id + "_" + secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyText[id=" + id + "]";
    }
}
