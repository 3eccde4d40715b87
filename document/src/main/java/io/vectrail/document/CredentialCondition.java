package io.vectrail.document;

import io.vectrail.runtime.health.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the health page says of a document's credentials. Names connections, files and times, never a value. */
final class CredentialCondition {

    /** How long before the last credential ends somebody should look. */
    static final Duration NOTICE = Duration.ofDays(14);

    private static final int MOST_NAMED = 5;

    private CredentialCondition() {}

    /** Degraded at worst: other connections serve. */
    static Condition of(CheckedDocument document, Instant now) {
        List<String> complaints = new ArrayList<>();
        for (Connection connection : new TreeMap<>(document.connections()).values()) {
            complaints.addAll(complaints(connection, now));
        }
        if (complaints.isEmpty()) {
            return new Condition.Up("each of " + document.connections().size() + " connections has what it needs");
        }
        int more = complaints.size() - MOST_NAMED;
        return new Condition.Degraded(String.join("; ", complaints.subList(0, Math.min(MOST_NAMED, complaints.size())))
                + (more > 0 ? "; and " + more + " more" : ""));
    }

    private static List<String> complaints(Connection connection, Instant now) {
        List<String> complaints = new ArrayList<>();
        String name = "connection " + connection.name();
        if (connection.credentials().needed()) {
            Instant end = connection.credentials().coveredUntil(now);
            if (now.equals(end)) {
                complaints.add(name + " has no credential that is valid now, so its requests are refused; add one");
            } else if (end != null && end.isBefore(now.plus(NOTICE))) {
                complaints.add(name + ": its last credential ends at " + end + "; add its successor");
            }
        }
        for (CredentialFile file : connection.credentials().files()) {
            @Nullable String trouble = file.trouble();
            if (trouble != null) {
                complaints.add(name + ": the last good value of file " + file.name() + " is in use: " + trouble);
            }
        }
        return complaints;
    }
}
