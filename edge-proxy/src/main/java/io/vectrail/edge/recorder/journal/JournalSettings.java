package io.vectrail.edge.recorder.journal;

import java.nio.file.Path;

/**
 * Where a journal lies and what it may take.
 *
 * @param folder its segments; made when it is missing
 */
public record JournalSettings(Path folder, JournalLimits limits) {

    /** With the limits that hold where nothing is said. */
    public static JournalSettings in(Path folder) {
        return new JournalSettings(folder, JournalLimits.DEFAULT);
    }
}
