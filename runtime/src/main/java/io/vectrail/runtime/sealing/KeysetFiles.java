package io.vectrail.runtime.sealing;

import com.google.crypto.tink.KeysetHandle;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keysets on a disk: the private one, which its owner alone can read and the edges have, and the public one, which follows
 * from it and may be anywhere.
 */
public final class KeysetFiles {

    private KeysetFiles() {}

    /**
     * Makes the private one where there is none, and writes the public one that belongs to it.
     *
     * @throws ConfigurationException when the private one cannot be used
     */
    public static void ensure(Path privateFile, Path publicFile) throws IOException {
        if (!Files.exists(privateFile)) {
            make(privateFile);
        }
        WholeFile.write(publicFile, publicPart(privateFile) + "\n");
    }

    /** @throws ConfigurationException when there is one already */
    static void make(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new ConfigurationException(
                    file + ": is there already, and what was sealed to it would not open any more; rotate adds a key");
        }
        WholeFile.writeSecret(file, Keysets.privateText(Keysets.made()));
    }

    /** Adds a key that seals from now on; what was sealed to the others still opens. */
    static void rotate(Path file) throws IOException {
        KeysetHandle rotated = Keysets.withNewKey(Keysets.readPrivate(file));
        // Also proves that it was a private one, before it is written over.
        var _ = Keysets.publicText(rotated);
        WholeFile.writeSecret(file, Keysets.privateText(rotated));
    }

    static String publicPart(Path file) {
        return Keysets.publicText(Keysets.readPrivate(file));
    }
}
