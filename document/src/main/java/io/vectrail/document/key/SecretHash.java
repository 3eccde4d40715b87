package io.vectrail.document.key;

import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What is kept of a key's secret: its SHA-256. The secret has 256 random bits, so that nobody finds it by trying, however fast the hash: a
 * slow one, as passwords need, would only slow down callers. Immutable.
 */
public final class SecretHash {

    /** No text is known that has this hash. */
    private static final SecretHash NONE = new SecretHash(new byte[32]);

    private final byte[] hash;

    private SecretHash(byte[] hash) {
        this.hash = hash;
    }

    static SecretHash of(String secret) {
        return new SecretHash(Sha256.of(secret));
    }

    /** @throws IllegalArgumentException when that is no SHA-256 */
    static SecretHash stored(ByteBuffer bytes) {
        byte[] hash = new byte[bytes.remaining()];
        bytes.duplicate().get(hash);
        if (hash.length != 32) {
            throw new IllegalArgumentException("its hash is not one");
        }
        return new SecretHash(hash);
    }

    /** What an unknown key is compared with, so that it takes as long as a wrong one. */
    static SecretHash none() {
        return NONE;
    }

    /** Takes as long whether it is so or not. */
    boolean isOf(String secret) {
        return MessageDigest.isEqual(hash, Sha256.of(secret));
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(hash.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
