package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.desk.Watcher;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What changed since somebody last read, each approval and each alert once, in its latest state: a slow reader costs a little memory and no time. Who
 * reads far too slowly is let go, asks again, and finds all in the lists. Thread-safe.
 */
final class LiveFeed implements AutoCloseable {

    /** Who listens longer asks again, which browsers do by themselves. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** So often it is asked whether they still may. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    private static final int MOST_UNREAD = 1_000;

    private final Watcher<Approval> approvals;
    private final Watcher<Alert> alerts;
    private final Runnable onClose;
    private final long until = System.nanoTime() + LONGEST.toNanos();
    private final Map<Changed, String> unread = new LinkedHashMap<>();
    private boolean ended;

    /**
     * Of what somebody sees.
     *
     * @param onClose called once nobody reads it any more
     */
    LiveFeed(Predicate<Approval> seen, Predicate<Alert> seenAlert, Runnable onClose) {
        this.approvals = approval -> {
            if (seen.test(approval)) {
                changed(new Changed("approval", approval.id()), approval.state().label());
            }
        };
        this.alerts = alert -> {
            if (seenAlert.test(alert)) {
                changed(new Changed("alert", alert.id()), alert.work().state().label());
            }
        };
        this.onClose = onClose;
    }

    /** What changed: of one there is one event, however often it did. */
    private record Changed(String event, String id) {}

    /** Field names are the API's. */
    private record Change(String id, String state) {}

    /** What is to be told of approvals that changed. */
    Watcher<Approval> approvals() {
        return approvals;
    }

    /** What is to be told of alerts that changed. */
    Watcher<Alert> alerts() {
        return alerts;
    }

    private synchronized void changed(Changed one, String state) {
        if (!ended) {
            unread.put(one, state);
            ended = unread.size() > MOST_UNREAD;
            notifyAll();
        }
    }

    /** Whether to go on reading. */
    synchronized boolean wanted() {
        return !ended && System.nanoTime() < until;
    }

    /** The events that there are, or come within some seconds; possibly none. */
    byte[] next() {
        Map<Changed, String> events;
        synchronized (this) {
            awaitOne();
            events = new LinkedHashMap<>(unread);
            unread.clear();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.forEach((one, state) -> {
            bytes.writeBytes(("event: " + one.event() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(Json.bytes(new Change(one.id(), state)));
            bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        });
        return bytes.toByteArray();
    }

    private synchronized void awaitOne() {
        long end = System.nanoTime() + LOOK.toNanos();
        try {
            for (long left = LOOK.toMillis();
                    left > 0 && unread.isEmpty() && !ended;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void close() {
        end();
        onClose.run();
    }
}
