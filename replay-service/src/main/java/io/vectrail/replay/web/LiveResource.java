package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.replay.access.Person;
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
    private final Map<String, Integer> byCaller = new HashMap<>();
    private final Set<LiveFeed> open = new HashSet<>();
    private boolean stopping;

    LiveResource(ApprovalDesk desk) {
        this.desk = desk;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        if (!call.method().equals("GET")) {
            return new Answer.Bytes(200, "text/event-stream", new byte[0], Map.of());
        }
        Person person = call.person();
        Scope scope = person.grants().sees(ApprovalAnswers.READERS);
        return new Answer.Live(() -> feed(person.subject(), scope));
    }

    private LiveFeed feed(String caller, Scope scope) {
        LiveFeed[] self = new LiveFeed[1];
        LiveFeed feed = new LiveFeed(approval -> sees(scope, approval), () -> forget(caller, self[0]));
        self[0] = feed;
        synchronized (this) {
            int own = byCaller.getOrDefault(caller, 0);
            if (stopping || own == MOST_OF_ONE || !desk.watch(feed)) {
                throw ProblemException.busy(
                        "as many streams of yours, or of all, as this service has are open; close some");
            }
            byCaller.put(caller, own + 1);
            open.add(feed);
        }
        return feed;
    }

    private static boolean sees(Scope scope, Approval approval) {
        return Scope.includes(
                scope, approval.asked().connection(), approval.asked().callerGroups());
    }

    private synchronized void forget(String caller, LiveFeed feed) {
        desk.unwatch(feed);
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
