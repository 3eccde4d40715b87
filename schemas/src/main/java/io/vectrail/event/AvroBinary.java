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

    private static final ClassValue<SpecificDatumWriter<SpecificRecord>> WRITERS = new ClassValue<>() {
        @Override
        protected SpecificDatumWriter<SpecificRecord> computeValue(Class<?> type) {
            return new SpecificDatumWriter<>(SpecificData.get().getSchema(type), writingThemselves(type)) {};
        }
    };

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
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            WRITERS.get(record.getClass()).write(record, encoder);
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
        return new Reader<>(writer, type).read(bytes);
    }

    /** Decodes many that one schema describes: resolving it takes longer than reading one. Not thread-safe. */
    public static final class Reader<T extends SpecificRecord> {

        static {
            TrustedClasses.install();
        }

        private final SpecificDatumReader<T> reader;

        /** @param writer what the records were written with */
        public Reader(Schema writer, Class<T> type) {
            this.reader = new SpecificDatumReader<>(writer, SpecificData.get().getSchema(type));
        }

        /** @throws IOException when the bytes are not what the schema describes */
        public T read(byte[] bytes) throws IOException {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        }
    }

    /** Nested records write themselves where the generated code knows how: less work, and the same bytes. */
    private static SpecificData writingThemselves(Class<?> type) {
        SpecificData model = new SpecificData();
        SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
        model.setCustomCoders(true);
        return model;
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
