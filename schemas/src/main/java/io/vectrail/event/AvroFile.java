package io.vectrail.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro's object container file, which holds its own schema, in memory: another version of these schemas reads it. */
public final class AvroFile {

    static {
        TrustedClasses.install();
    }

    private AvroFile() {}

    public static <T extends SpecificRecord> byte[] write(Class<T> type, Collection<T> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<T> writer = new DataFileWriter<>(new SpecificDatumWriter<>(type))) {
            writer.create(SpecificData.get().getSchema(type), bytes);
            for (T each : records) {
                writer.append(each);
            }
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is no such file, or was written with a schema that these records cannot be read with */
    public static <T extends SpecificRecord> List<T> read(Class<T> type, byte[] file) throws IOException {
        List<T> records = new ArrayList<>();
        try (DataFileReader<T> reader =
                new DataFileReader<>(new SeekableByteArrayInput(file), new SpecificDatumReader<>(type))) {
            reader.forEach(records::add);
            return records;
        } catch (AvroRuntimeException | SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
