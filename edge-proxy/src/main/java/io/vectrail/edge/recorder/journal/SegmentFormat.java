package io.vectrail.edge.recorder.journal;

import io.vectrail.event.AuditExchange;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a segment file. All numbers are big-endian; docs/journal.md explains them.
 *
 * <pre>
 * header   magic "VTRJ" | version u16 = 2 | epoch 16 bytes (UUID) | segment u64 | created u64 (ms since 1970)
 *          | number u64 and end u64 of the segment before (0 0 when there was none)
 *          | length u32 + JSON of AuditExchange's schema | length u32 + JSON of ExchangeEnd's schema | CRC32C u32 of all before
 * entry    length u32 of the payload | CRC32C u32 of the payload | kind u8 | exchange 16 bytes (UUID)
 *          | CRC32C u32 of epoch, segment u64, offset u64 of this entry, and all of it before | payload
 *
 * version 1, still read
 * header   without the segment before
 * entry    length u32 of what follows the checksum | CRC32C u32 of what follows | kind u8 | exchange 16 bytes (UUID) | payload
 * </pre>
 *
 * An entry counts when it is whole and its checksums fit. Where one does not, the next whole frame goes on; in version 1 the
 * segment ends there.
 */
final class SegmentFormat {

    static final String SUFFIX = ".vtj";

    /** Longest payload of an entry: a whole response of the largest permitted size and its headers. */
    static final int MOST_PAYLOAD_BYTES = 512 << 20;

    /** Highest number of a segment: its file's name has twelve digits. */
    static final long LAST_NUMBER = 999_999_999_999L;

    /** What is written. */
    static final short VERSION = 2;

    static final int SLICE_BYTES = 1 << 20;

    private static final int MAGIC = 0x5654524A;
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int USUAL_HEADER_BYTES = 64 << 10;
    private static final int V1_FIXED_BYTES = 38;
    private static final int V2_FIXED_BYTES = V1_FIXED_BYTES + 16;

    private static final String EXCHANGE_SCHEMA = AuditExchange.getClassSchema().toString();
    private static final String END_SCHEMA = ExchangeEnd.getClassSchema().toString();

    private SegmentFormat() {}

    /**
     * What a segment's header says.
     *
     * @param previousEnd the segment before and where it ends; {@link Position#START} when there was none or it is not told
     * @param bytes length of the header, so the offset of the first entry
     */
    record Header(
            short version,
            UUID epoch,
            long segment,
            long createdMillis,
            Position previousEnd,
            Schema exchange,
            Schema end,
            int bytes) {

        Framing framing() {
            return new Framing(version, epoch, segment);
        }
    }

    static Path file(Path folder, long segment) {
        return folder.resolve(String.format(Locale.ROOT, "%012d%s", segment, SUFFIX));
    }

    static ByteBuffer header(UUID epoch, long segment, long createdMillis, Position previousEnd) {
        byte[] exchange = EXCHANGE_SCHEMA.getBytes(StandardCharsets.UTF_8);
        byte[] end = END_SCHEMA.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(V2_FIXED_BYTES + 4 + exchange.length + 4 + end.length + 4);
        header.putInt(MAGIC).putShort(VERSION);
        header.putLong(epoch.getMostSignificantBits()).putLong(epoch.getLeastSignificantBits());
        header.putLong(segment).putLong(createdMillis);
        header.putLong(previousEnd.segment()).putLong(previousEnd.offset());
        header.putInt(exchange.length).put(exchange).putInt(end.length).put(end);
        header.putInt(checksum(header.array(), 0, header.position()));
        return header.flip();
    }

    /** The header, or null when the file does not begin with a whole one. */
    static @Nullable Header readHeader(FileChannel file) throws IOException {
        Header usual = readHeader(file, USUAL_HEADER_BYTES);
        return usual == null && file.size() > USUAL_HEADER_BYTES ? readHeader(file, MOST_HEADER_BYTES) : usual;
    }

    private static @Nullable Header readHeader(FileChannel file, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, file.size()));
        readFully(file, bytes, 0);
        bytes.flip();
        if (bytes.remaining() < V2_FIXED_BYTES || bytes.getInt() != MAGIC) {
            return null;
        }
        short version = bytes.getShort();
        if (version != 1 && version != VERSION) {
            return null;
        }
        UUID epoch = new UUID(bytes.getLong(), bytes.getLong());
        long segment = bytes.getLong();
        long created = bytes.getLong();
        Position previousEnd = version == 1 ? Position.START : new Position(bytes.getLong(), bytes.getLong());
        String exchange = text(bytes);
        String end = exchange == null ? null : text(bytes);
        if (exchange == null || end == null || bytes.remaining() < 4) {
            return null;
        }
        int length = bytes.position();
        boolean fits = bytes.getInt() == checksum(bytes.array(), 0, length);
        if (!fits || segment < 0 || previousEnd.segment() < 0 || previousEnd.offset() < 0) {
            return null;
        }
        try {
            return new Header(
                    version,
                    epoch,
                    segment,
                    created,
                    previousEnd,
                    schema(exchange, AuditExchange.getClassSchema(), EXCHANGE_SCHEMA),
                    schema(end, ExchangeEnd.getClassSchema(), END_SCHEMA),
                    length + 4);
        } catch (AvroRuntimeException e) {
            // Nothing that an edge writes; what cannot be read by it is found as under any broken header.
            return null;
        }
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
            // A channel reads into memory outside the heap first, as much as it is asked for.
            ByteBuffer slice = into.slice(into.position(), Math.min(into.remaining(), SLICE_BYTES));
            int read = file.read(slice, at);
            if (read < 0) {
                return;
            }
            into.position(into.position() + read);
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

    /** What this version wrote itself has the class's own schema: nothing has to be resolved to read it. */
    private static Schema schema(String json, Schema own, String ownJson) {
        return json.equals(ownJson) ? own : new Schema.Parser().parse(json);
    }
}
