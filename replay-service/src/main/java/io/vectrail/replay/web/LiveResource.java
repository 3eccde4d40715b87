package io.vectrail.replay.web;

import io.vectrail.replay.access.Person;
import io.vectrail.replay.alert.desk.AlertDesk;
import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.scope.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code GET /api/v1/live}: what changes, as it does. */
final class LiveResource implements Resource, AutoCloseable {

    private static final int MOST_OF_ONE = 20;

    private final ApprovalDesk desk;
    private final AlertDesk alerts;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private final Set<LiveFeed> open = new HashSet<>();
    private boolean stopping;

    LiveResource(ApprovalDesk desk, AlertDesk alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        if (!call.method().equals("GET")) {
            return new Answer.Bytes(200, "text/event-stream", new byte[0], Map.of());
        }
        Person person = call.person();
        Scope ofApprovals = person.grants().sees(ApprovalAnswers.READERS);
        Scope ofAlerts = person.grants().sees(AlertSight.READERS);
        return new Answer.Live(() -> feed(person.subject(), ofApprovals, ofAlerts));
    }

    private LiveFeed feed(String caller, Scope ofApprovals, Scope ofAlerts) {
        LiveFeed[] self = new LiveFeed[1];
        LiveFeed feed = new LiveFeed(
                approval -> ApprovalSight.within(ofApprovals, approval),
                alert -> AlertSight.within(ofAlerts, alert),
                () -> forget(caller, self[0]));
        self[0] = feed;
        synchronized (this) {
            int own = byCaller.getOrDefault(caller, 0);
            if (stopping || own == MOST_OF_ONE || !watched(feed)) {
                throw ProblemException.busy(
                        "as many streams of yours, or of all, as this service has are open; close some");
            }
            byCaller.put(caller, own + 1);
            open.add(feed);
        }
        return feed;
    }

    private boolean watched(LiveFeed feed) {
        if (!desk.watch(feed.approvals())) {
            return false;
        }
        if (!alerts.watch(feed.alerts())) {
            desk.unwatch(feed.approvals());
            return false;
        }
        return true;
    }

    private synchronized void forget(String caller, LiveFeed feed) {
        desk.unwatch(feed.approvals());
        alerts.unwatch(feed.alerts());
        if (open.remove(feed)) {
            byCaller.computeIfPresent(caller, (same, own) -> own == 1 ? null : own - 1);
        }
    }

    /** Ends all streams, and opens no other. */
    @Override
    public void close() {
        List<LiveFeed> last;
        synchronized (this) {
            stopping = true;
            last = List.copyOf(open);
        }
        last.forEach(LiveFeed::end);
    }
}
