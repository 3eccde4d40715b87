package io.vectrail.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    private AvroBinary() {}

    /**
     * Encodes a record by its own class's schema.
     *
     * @param expectedBytes about how large it will be; only a hint
     */
    public static <T extends SpecificRecord> byte[] write(T record, int expectedBytes) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(expectedBytes);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
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
}
