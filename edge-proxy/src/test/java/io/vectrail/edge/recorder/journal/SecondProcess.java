package io.vectrail.edge.recorder.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the journal that it is told of, in a process of its own. */
final class SecondProcess {

    private SecondProcess() {}

    public static void main(String[] arguments) throws IOException {
        Journal.open(JournalSettings.in(Path.of(arguments[0])), Clock.systemUTC())
                .close();
    }
}
