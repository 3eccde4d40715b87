package io.vectrail.streams.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A session's id: a UUID of version 8 (RFC 9562: content of the maker's choice) over the SHA-256 of subject, connection,
 * name and the first exchange that was seen of it. Each part goes in with its length, so that no two lists of parts read
 * the same.
 */
final class SessionId {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private SessionId() {}

    static String of(Visit visit) {
        MessageDigest sha256 = sha256();
        SessionKey key = visit.key();
        add(sha256, key.subject());
        add(sha256, key.connection());
        // A name is never empty, so that an empty one stands for none.
        add(sha256, key.name() == null ? "" : key.name());
        add(sha256, visit.exchange());
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        long high = (digest.getLong() & ~0xF000L) | VERSION_8;
        long low = (digest.getLong() & ~(0xC000L << 48)) | VARIANT;
        return new UUID(high, low).toString();
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
