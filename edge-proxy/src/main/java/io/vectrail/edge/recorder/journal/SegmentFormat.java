package io.vectrail.edge.recorder.journal;

import io.vectrail.event.AuditExchange;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a segment file. All numbers are big-endian.
 *
 * <pre>
 * header   magic "VTRJ" | version u16 = 1 | epoch 16 bytes (UUID) | segment u64 | created u64 (ms since 1970)
 *          | length u32 + JSON of AuditExchange's schema | length u32 + JSON of ExchangeEnd's schema | CRC32C u32 of all before
 * entry    length u32 of what follows the checksum | CRC32C u32 of what follows | kind u8 | exchange 16 bytes (UUID) | payload
 * </pre>
 *
 * An entry counts when it is whole and its checksum fits; the first that does not ends the segment.
 */
final class SegmentFormat {

    static final String SUFFIX = ".vtj";

    /** Longest entry, in bytes: a whole response of the largest permitted size and its headers. */
    static final int MOST_ENTRY_BYTES = 512 << 20;

    static final int FRAME_BYTES = 8;
    static final int PREFIX_BYTES = 17;

    private static final int MAGIC = 0x5654524A;
    private static final short VERSION = 1;
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private SegmentFormat() {}

    /**
     * What a segment's header says.
     *
     * @param bytes length of the header, so the offset of the first entry
     */
    record Header(UUID epoch, long segment, long createdMillis, Schema exchange, Schema end, int bytes) {}

    static Path file(Path folder, long segment) {
        return folder.resolve(String.format("%012d%s", segment, SUFFIX));
    }

    static ByteBuffer header(UUID epoch, long segment, long createdMillis) {
        byte[] exchange = AuditExchange.getClassSchema().toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = ExchangeEnd.getClassSchema().toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(38 + 4 + exchange.length + 4 + end.length + 4);
        header.putInt(MAGIC).putShort(VERSION);
        header.putLong(epoch.getMostSignificantBits()).putLong(epoch.getLeastSignificantBits());
        header.putLong(segment).putLong(createdMillis);
        header.putInt(exchange.length).put(exchange).putInt(end.length).put(end);
        header.putInt(checksum(header.array(), 0, header.position()));
        return header.flip();
    }

    /** The header, or null when the file does not begin with a whole one. */
    static @Nullable Header readHeader(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_HEADER_BYTES, file.size()));
        readFully(file, bytes, 0);
        bytes.flip();
        if (bytes.remaining() < 42 || bytes.getInt() != MAGIC || bytes.getShort() != VERSION) {
            return null;
        }
        UUID epoch = new UUID(bytes.getLong(), bytes.getLong());
        long segment = bytes.getLong();
        long created = bytes.getLong();
        String exchange = text(bytes);
        String end = exchange == null ? null : text(bytes);
        if (exchange == null || end == null || bytes.remaining() < 4) {
            return null;
        }
        int length = bytes.position();
        if (bytes.getInt() != checksum(bytes.array(), 0, length)) {
            return null;
        }
        return new Header(epoch, segment, created, parse(exchange), parse(end), length + 4);
    }

    /** What stands on disk before an entry's payload. */
    static ByteBuffer prefix(EntryKind kind, UUID exchange, byte[] payload) {
        return ByteBuffer.allocate(FRAME_BYTES + PREFIX_BYTES)
                .putInt(PREFIX_BYTES + payload.length)
                .putInt(checksum(kind, exchange, payload))
                .put(kind.code())
                .putLong(exchange.getMostSignificantBits())
                .putLong(exchange.getLeastSignificantBits())
                .flip();
    }

    static int checksum(EntryKind kind, UUID exchange, byte[] payload) {
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES)
                .put(kind.code())
                .putLong(exchange.getMostSignificantBits())
                .putLong(exchange.getLeastSignificantBits());
        CRC32C crc = new CRC32C();
        crc.update(prefix.array(), 0, PREFIX_BYTES);
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Reads until the buffer is full or the file ends. */
    static void readFully(FileChannel file, ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    private static @Nullable String text(ByteBuffer bytes) {
        if (bytes.remaining() < 4) {
            return null;
        }
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            return null;
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }
}
