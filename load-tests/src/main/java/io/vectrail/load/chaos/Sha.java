package io.vectrail.load.chaos;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A SHA-256, in the 32 bytes that it has. */
record Sha(long a, long b, long c, long d) {

    static Sha of(byte[] bytes) {
        return new Sha(digest().digest(bytes));
    }

    static Sha fromHex(String hex) {
        return new Sha(HexFormat.of().parseHex(hex));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Sha(byte[] hash) {
        this(ByteBuffer.wrap(hash));
    }

    private Sha(ByteBuffer hash) {
        this(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%016x%016x%016x", a, b, c, d);
    }
}
