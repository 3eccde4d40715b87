package io.vectrail.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro binary without any header, in memory. Thread-safe. */
public final class AvroBinary {

    static {
        TrustedClasses.install();
    }

    private static final int LARGE_BYTES = 1 << 20;

    private AvroBinary() {}

    /**
     * Encodes a record by its own class's schema.
     *
     * @param expectedBytes about how large it will be; only a hint
     */
    public static <T extends SpecificRecord> byte[] write(T record, int expectedBytes) {
        // Whoever holds a large body has no room for its copies: such a record is written twice, first to learn its
        // size.
        int size = expectedBytes;
        if (expectedBytes > LARGE_BYTES) {
            Counted counted = new Counted();
            write(record, counted);
            size = counted.count;
        }
        Exact out = new Exact(size);
        write(record, out);
        return out.whole();
    }

    private static <T extends SpecificRecord> void write(T record, OutputStream out) {
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an in-memory stream failed", e);
        }
    }

    /**
     * Decodes what {@code writer} described into the class's present form.
     *
     * @throws IOException when the bytes are not that
     */
    public static <T extends SpecificRecord> T read(byte[] bytes, Schema writer, Class<T> type) throws IOException {
        Schema reader = SpecificData.get().getSchema(type);
        return new SpecificDatumReader<T>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static final class Counted extends OutputStream {

        private int count;

        @Override
        public void write(int one) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    /** Gives its array away when it is full, instead of a copy of it. */
    private static final class Exact extends ByteArrayOutputStream {

        private Exact(int size) {
            super(size);
        }

        private byte[] whole() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
