package io.vectrail.document;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a file that a document refers to, within the folder that the operator allows. */
final class AllowedFile {

    private AllowedFile() {}

    /**
     * The file.
     *
     * @param folder what the operator allows; null: nothing
     * @throws IOException when there is none
     * @throws IllegalArgumentException when it lies elsewhere
     */
    static Path in(@Nullable Path folder, String name) throws IOException {
        if (folder == null) {
            throw new IllegalArgumentException("files are not allowed; set allow.credentialFolder");
        }
        // Resolved with links followed: a link inside the folder must not lead out of it.
        Path file = folder.resolve(name).toRealPath();
        if (!file.startsWith(folder.toRealPath())) {
            throw new IllegalArgumentException("the file must lie in " + folder);
        }
        return file;
    }
}
