package io.vectrail.edge.key;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.event.CallerKey;
import io.vectrail.runtime.disk.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as they were last read, on this edge's disk, so that it knows them without Kafka. An Avro file holds its own schema, so that
 * another version reads it.
 */
final class LastKnown {

    private static final Logger LOG = LoggerFactory.getLogger(LastKnown.class);

    private final Path file;

    LastKnown(Path folder) {
        this.file = folder.resolve("keys.avro");
    }

    /** What lies there; nothing where there is no file, or none that can be read: then Kafka alone knows. */
    Map<String, IssuedKey> recall() {
        Map<String, IssuedKey> keys = new HashMap<>();
        try (DataFileReader<CallerKey> reader = new DataFileReader<>(
                new SeekableByteArrayInput(Files.readAllBytes(file)), new SpecificDatumReader<>(CallerKey.class))) {
            while (reader.hasNext()) {
                IssuedKey key = IssuedKey.of(reader.next());
                keys.put(key.id(), key);
            }
            return keys;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
            LOG.error("{} cannot be read, so that no key is known before Kafka is: {}", file, e.getMessage());
            return Map.of();
        }
    }

    void keep(Collection<IssuedKey> keys) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<CallerKey> writer = new DataFileWriter<>(new SpecificDatumWriter<>(CallerKey.class))) {
            writer.create(CallerKey.getClassSchema(), bytes);
            for (IssuedKey key : keys) {
                writer.append(key.event());
            }
        }
        Files.createDirectories(file.getParent());
        WholeFile.writeSecret(file, bytes.toByteArray());
    }
}
