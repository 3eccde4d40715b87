package io.vectrail.replay.webhook.alert;

import io.vectrail.event.RiskAlert;
import io.vectrail.replay.webhook.telling.Fold;
import io.vectrail.replay.webhook.telling.Telling;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each step of an alert says all that is told of it, and whom: nothing needs to be known from before, but which were read already. For one
 * thread.
 */
final class AlertFold implements Fold<RiskAlert> {

    private static final int MOST = 10_000;

    private final URI console;
    private final Map<String, Boolean> read = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    AlertFold(URI console) {
        this.console = console;
    }

    @Override
    public List<Telling> take(RiskAlert step) {
        return read.put(step.getId(), true) == null ? AlertTellings.of(step, console) : List.of();
    }

    /** However late it is told: it asks for nothing that could be done by then. */
    @Override
    public boolean waits(String about) {
        return true;
    }

    @Override
    public void forgetOver(Instant now) {
        // What is kept is bounded.
    }
}
