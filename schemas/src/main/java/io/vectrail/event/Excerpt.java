package io.vectrail.event;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a record's key or value: all of it, or its beginning when it is long. It has bytes of its own, so that
 * what it was taken from can go.
 *
 * @param kept its beginning
 * @param size of all of it, in bytes
 * @param sha256 of all of it, 64 lower-case hexadecimal digits
 */
public record Excerpt(ByteBuffer kept, int size, String sha256) {

    public Excerpt {
        kept = kept.asReadOnlyBuffer();
    }

    /** @param most how many bytes are kept */
    public static Excerpt of(ByteBuffer whole, int most) {
        byte[] beginning = new byte[Math.min(most, whole.remaining())];
        whole.duplicate().get(beginning);
        return new Excerpt(ByteBuffer.wrap(beginning), whole.remaining(), sha256(whole.duplicate()));
    }

    @Override
    public ByteBuffer kept() {
        return kept.duplicate();
    }

    /** Of this one's beginning, in turn; of all that it was taken from, size and digest stay. */
    Excerpt atMost(int most) {
        return kept.remaining() <= most ? this : new Excerpt(kept.slice(kept.position(), most), size, sha256);
    }

    boolean isCut() {
        return kept.remaining() < size;
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
