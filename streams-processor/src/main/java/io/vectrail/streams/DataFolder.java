package io.vectrail.streams;

import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program keeps its state between runs. */
final class DataFolder {

    private DataFolder() {}

    /**
     * Makes it if there is none.
     *
     * @throws ConfigurationException when it cannot be used
     */
    static void make(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw unusable(data);
        }
        if (!Files.isWritable(data)) {
            throw unusable(data);
        }
    }

    private static ConfigurationException unusable(Path data) {
        return new ConfigurationException(
                "data: the folder " + data + " cannot be written; make it or let this user write there");
    }
}
