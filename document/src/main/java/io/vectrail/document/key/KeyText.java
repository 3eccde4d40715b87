package io.vectrail.document.key;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as it is sent: {@code vtk_ID_SECRET} by a caller, {@code vta_ID_SECRET} as an API token. The begin is fixed, so that scanners for
 * leaked secrets know it, ours among them. No part of it is ever logged or recorded but the id.
 *
 * @param kind what it is for
 * @param id 16 lower-case hexadecimal digits; no secret
 * @param secret 32 random bytes in base64url, without padding
 */
public record KeyText(KeyKind kind, String id, String secret) {

    /** How a token begins that is looked at a thousand times a second, and is none of these. */
    private static final String JWT = "eyJ";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /**
     * Which of these a credential is meant to be, be it whole or not, in other letters, or with something around it; empty where it is
     * none, and so may be an issuer's token.
     */
    public static Optional<KeyKind> kind(String credential) {
        return Arrays.stream(KeyKind.values())
                .filter(kind -> credential.startsWith(kind.begin())
                        || (!credential.startsWith(JWT)
                                && kind.within().matcher(credential).find()))
                .findFirst();
    }

    /** Empty where the text has not the form of a key. */
    public static Optional<KeyText> parse(String text) {
        return kind(text).filter(kind -> text.startsWith(kind.begin())).flatMap(kind -> {
            Matcher form = FORM.matcher(text).region(kind.begin().length(), text.length());
            return form.matches() ? Optional.of(new KeyText(kind, form.group(1), form.group(2))) : Optional.empty();
        });
    }

    /** A key that nobody has. */
    public static KeyText fresh(KeyKind kind, SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyText(
                kind,
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Whether a text has the form of a key's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The whole of it, for whoever is to have it. */
    public String text() {
        return kind.begin() + id + "_" + secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyText[id=" + id + "]";
    }
}
