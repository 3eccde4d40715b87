package io.vectrail.replay;

import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.desk.Archived;
import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.search.PastAlerts;
import java.util.Optional;
import java.util.function.Supplier;

/** What the desk, which knows no archive, asks it. */
record ArchivedAlerts(PastAlerts past) implements Archived {

    @Override
    public Optional<Alert> find(String alert) {
        return asked(() -> past.find(alert));
    }

    @Override
    public boolean holds(String alert, String step) {
        return asked(() -> past.holds(alert, step));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (ArchiveException e) {
            throw new UnavailableException(
                    "this alert is in the archive alone, which does not answer; look at the alert, and try again", e);
        }
    }
}
