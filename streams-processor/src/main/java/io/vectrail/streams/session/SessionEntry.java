package io.vectrail.streams.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The stored key of a session. Byte order is: sessions of one {@link SessionKey} together, by their start.
 *
 * <pre>
 * length(2) subject | length(2) connection | named(1) length(2) name | start, milliseconds since 1970 (8, big-endian)
 * </pre>
 *
 * Lengths first keep the keys apart whatever characters they hold. The layout is on disk and in the changelog: a change of
 * it needs a new store name.
 */
final class SessionEntry {

    private SessionEntry() {}

    /** @param start not before 1970 */
    static byte[] of(SessionKey key, Instant start) {
        byte[] subject = key.subject().getBytes(StandardCharsets.UTF_8);
        byte[] connection = key.connection().getBytes(StandardCharsets.UTF_8);
        byte[] name = key.name() == null ? new byte[0] : key.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer entry = ByteBuffer.allocate(
                3 * Short.BYTES + 1 + subject.length + connection.length + name.length + Long.BYTES);
        entry.putShort((short) subject.length).put(subject);
        entry.putShort((short) connection.length).put(connection);
        entry.put((byte) (key.name() == null ? 0 : 1))
                .putShort((short) name.length)
                .put(name);
        return entry.putLong(start.toEpochMilli()).array();
    }

    static Instant start(byte[] entry) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(entry).getLong(entry.length - Long.BYTES));
    }
}
