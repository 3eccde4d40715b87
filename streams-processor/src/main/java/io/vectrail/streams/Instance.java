package io.vectrail.streams;

import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Supplier;

/** Which instance of this program a data folder belongs to: a name that stays, so that its partitions stay with it. */
final class Instance {

    private Instance() {}

    /** @throws ConfigurationException when the folder cannot be used */
    static String of(Path data, Supplier<UUID> newId) {
        Path file = data.resolve("instance");
        try {
            Files.createDirectories(data);
            if (!Files.exists(file)) {
                Path draft = data.resolve("instance.new");
                Files.writeString(draft, newId.get() + "\n");
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(Files.readString(file).strip()).toString();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "data: the folder " + data + " cannot be written; make it or let this user write there");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + " is damaged; delete it and start again");
        }
    }
}
