package io.vectrail.load.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** What was done when: a line with its time for each event, at once in the file. Thread-safe. */
record EventLog(Path file, Clock clock) {

    synchronized void say(String what) {
        try {
            Files.writeString(
                    file, clock.instant() + " " + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
