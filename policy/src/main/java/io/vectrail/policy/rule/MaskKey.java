package io.vectrail.policy.rule;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of masks that are hashes (HMAC-SHA256, RFC 2104). Edges that have the same make the same tokens. Thread-safe. */
public final class MaskKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 16;

    /** Of the hash: two of a billion values have the same by a chance of one to 37. */
    private static final int TOKEN_BYTES = 8;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when it is shorter than 16 bytes */
    public MaskKey(byte[] secret) {
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the key of masks must have at least " + LEAST_BYTES + " bytes");
        }
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    String token(String type, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(type.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TOKEN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "MaskKey";
    }
}
