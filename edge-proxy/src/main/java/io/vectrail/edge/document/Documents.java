package io.vectrail.edge.document;

import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The document in force. Thread-safe; a swap is seen by the exchanges that start after it. */
public final class Documents {

    private volatile CheckedDocument current;

    private Documents(CheckedDocument first) {
        this.current = first;
    }

    /**
     * Starts from the last good document on this edge's disk.
     *
     * @throws ConfigurationException when there is none or it does not validate
     */
    public static Documents fromDisk(Path lastGood, DocumentReader reader) {
        try {
            return new Documents(reader.read(lastGood.toString(), Files.readAllBytes(lastGood)));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(lastGood + ": no gateway document; put the first one there");
        } catch (IOException e) {
            throw new ConfigurationException(lastGood + ": cannot be read: " + e.getMessage());
        }
    }

    public CheckedDocument current() {
        return current;
    }
}
