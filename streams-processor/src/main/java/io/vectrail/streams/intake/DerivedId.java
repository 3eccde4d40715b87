package io.vectrail.streams.intake;

import io.vectrail.runtime.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An id that the same input gives again: a UUID of version 8 (RFC 9562: content of the maker's choice) over the SHA-256 of its parts. Each part goes in
 * with its length, so that no two lists of parts read the same.
 */
public final class DerivedId {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedId() {}

    /** @param parts what it is the id of */
    public static String of(String... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            joined.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            joined.writeBytes(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(joined.toByteArray()));
        long high = (digest.getLong() & ~0xF000L) | VERSION_8;
        long low = (digest.getLong() & ~(0xC000L << 48)) | VARIANT;
        return new UUID(high, low).toString();
    }
}
