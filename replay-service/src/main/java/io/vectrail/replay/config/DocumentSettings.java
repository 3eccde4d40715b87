package io.vectrail.replay.config;

import io.vectrail.document.AllowList;
import io.vectrail.runtime.config.Names;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which document is published here, and what it may name.
 *
 * @param name its key on vectrail.config, as the edges follow it; gateway where it is left out
 * @param allow what the edges' own configuration allows a document to name
 * @param hashedMasks whether the edges have a key of masks that are hashes
 * @param first what is published where nothing was; null: nothing is
 */
public record DocumentSettings(
        String name,
        AllowList allow,
        boolean hashedMasks,
        @Nullable First first) {

    public DocumentSettings {
        name = name == null ? "gateway" : name;
        Names.check("document.name", name);
        if (allow == null) {
            throw new IllegalArgumentException("document.allow is missing; say what the edges' own configuration says");
        }
    }

    /**
     * The first document.
     *
     * @param file where it lies
     * @param insteadOf hash of a former first one, whose place it takes, too; null: of none
     */
    public record First(Path file, @Nullable String insteadOf) {

        public First {
            if (file == null) {
                throw new IllegalArgumentException("document.first needs file");
            }
        }
    }
}
