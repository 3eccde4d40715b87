package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.event.ApprovalKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has seen what lately: what was written may not be read yet. Thread-safe. */
final class Viewers {

    private static final int MOST = 10_000;

    private final Map<Viewer, Boolean> lately = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Viewer, Boolean> eldest) {
            return size() > MOST;
        }
    };

    private record Viewer(String approval, String subject) {}

    /** Whether this person has not looked at it before; they have from now on. */
    synchronized boolean isFirst(Approval approval, String subject) {
        boolean before = approval.steps().stream()
                .anyMatch(step ->
                        step.getKind() == ApprovalKind.SEEN && step.getActor().equals(subject));
        return lately.put(new Viewer(approval.id(), subject), true) == null && !before;
    }

    synchronized void forget(Approval approval, String subject) {
        lately.remove(new Viewer(approval.id(), subject));
    }
}
