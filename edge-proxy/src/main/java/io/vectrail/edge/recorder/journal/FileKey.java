package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file stands under a name: one that was deleted goes on taking what is written to it, and nobody finds that again.
 *
 * @param key device and inode; null when there is none, or the file system does not tell
 */
record FileKey(boolean exists, @Nullable Object key) {

    /** Whether this very file still stands there. */
    boolean isStillAt(Path file) throws IOException {
        return exists && equals(of(file));
    }

    static FileKey of(Path file) throws IOException {
        try {
            return new FileKey(
                    true, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return new FileKey(false, null);
        }
    }
}
