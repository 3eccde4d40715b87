package io.vectrail.runtime.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder's list of names, which is on the disk only once it is forced like a file. */
public final class FolderEntries {

    private FolderEntries() {}

    /** What was created, renamed or deleted in the folder survives a power failure when this returns. */
    public static void force(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
