package io.vectrail.edge.recorder.shipper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.edge.recorder.shipper.Parcel.Outgoing;
import io.vectrail.edge.recorder.shipper.Parcel.Receiver;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * One thing that was set aside. All numbers are big-endian, all texts UTF-8.
 *
 * <pre>
 * magic "VTSA" | version u16 = 1 | length u32 + JSON head
 * records, each: 1 u8 | length u32 + topic | length u32 + key | length u32 + value
 * 0 u8 | CRC32C u64 of all before
 * </pre>
 *
 * Values stand as they were to be sent, so that what is sent later is the same byte for byte.
 */
final class SetAsideFile {

    static final String EXCHANGE_SUFFIX = ".exchange";
    static final String ENTRY_SUFFIX = ".entry";

    private static final int MAGIC = 0x56545341;
    private static final short VERSION = 1;
    private static final int MOST_HEAD_BYTES = 64 << 10;

    /** An entry is a record of its own. */
    private static final int MOST_ENTRY_BYTES = 512 << 20;

    /** Many times what an edge makes of an exchange or of a chunk. */
    private static final int MOST_EVENT_BYTES = 16 << 20;

    private static final int BUFFER_BYTES = 64 << 10;
    private static final JsonMapper JSON = new JsonMapper();

    private SetAsideFile() {}

    /** What puts the records into a file. */
    interface Records {
        void eachRecord(Receiver receiver) throws IOException;
    }

    /** Writes a file and forces it to the disk. */
    static void write(Path file, SetAsideItem item, Records records) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(buffered(channel), new CRC32C());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeInt(MAGIC);
            out.writeShort(VERSION);
            bytes(out, head(item));
            records.eachRecord(outgoing -> {
                out.writeByte(1);
                bytes(out, outgoing.topic().getBytes(StandardCharsets.UTF_8));
                bytes(out, outgoing.key().getBytes(StandardCharsets.UTF_8));
                bytes(out, outgoing.value());
            });
            out.writeByte(0);
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
    }

    /** What a file holds, by its head alone. @throws IOException when it has none */
    static SetAsideItem item(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return head(in, file).sized(Files.size(file));
        }
    }

    /**
     * Hands over the file's records, one at a time.
     *
     * @throws IOException when it is not whole, which is only known at its end: what was handed over does not count then
     */
    static void read(Path file, Receiver receiver) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
                CheckedInputStream checked = new CheckedInputStream(stream, new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            int most = head(in, file).kind() == SetAsideItem.Kind.ENTRY ? MOST_ENTRY_BYTES : MOST_EVENT_BYTES;
            while (in.readByte() == 1) {
                String topic = new String(bytes(in, MOST_HEAD_BYTES), StandardCharsets.UTF_8);
                String key = new String(bytes(in, MOST_HEAD_BYTES), StandardCharsets.UTF_8);
                receiver.take(new Outgoing(topic, key, bytes(in, most)));
            }
            long counted = checked.getChecksum().getValue();
            if (in.readLong() != counted) {
                throw new IOException(file + " is damaged: its checksum is wrong");
            }
        } catch (EOFException e) {
            throw new IOException(file + " is damaged: it ends too early", e);
        }
    }

    private static byte[] head(SetAsideItem item) throws IOException {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("kind", item.kind().name())
                .put("epoch", item.epoch())
                .put("sequence", item.sequence())
                .put("entry", item.entry())
                .put("exchange", item.exchange())
                .put("reason", item.reason())
                .put("detail", item.detail())
                .put("at", item.at().toString()));
    }

    private static SetAsideItem head(DataInputStream in, Path file) throws IOException {
        if (in.readInt() != MAGIC || in.readShort() != VERSION) {
            throw new IOException(file + " is no set-aside file of this version");
        }
        JsonNode head = JSON.readTree(bytes(in, MOST_HEAD_BYTES));
        try {
            return new SetAsideItem(
                    SetAsideItem.Kind.valueOf(head.path("kind").asText()),
                    head.path("epoch").asText(),
                    head.path("sequence").asLong(),
                    head.path("entry").asText(),
                    head.path("exchange").asText(),
                    head.path("reason").asText(),
                    head.path("detail").asText(),
                    Instant.parse(head.path("at").asText()),
                    0);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(file + " is damaged: its head cannot be read", e);
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a set-aside file is damaged: a length of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static OutputStream buffered(FileChannel channel) {
        return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }
}
