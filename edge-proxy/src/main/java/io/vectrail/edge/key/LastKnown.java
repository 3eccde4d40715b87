package io.vectrail.edge.key;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyKind;
import io.vectrail.event.AvroFile;
import io.vectrail.event.CallerKey;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as they were last read, on this edge's disk, so that it knows them without Kafka.
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
        try {
            for (CallerKey event : AvroFile.read(CallerKey.class, Files.readAllBytes(file))) {
                IssuedKey key = IssuedKey.of(KeyKind.CALLER, event);
                keys.put(key.id(), key);
            }
            return keys;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} cannot be read, so that no key is known before Kafka is: {}", file, e.getMessage());
            return Map.of();
        }
    }

    void keep(Collection<IssuedKey> keys) throws IOException {
        byte[] bytes = AvroFile.write(
                CallerKey.class, keys.stream().map(IssuedKey::event).toList());
        Files.createDirectories(file.getParent());
        WholeFile.writeSecret(file, bytes);
    }
}
