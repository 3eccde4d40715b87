package io.vectrail.replay.alert.desk;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.RiskAlert;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Life;
import io.vectrail.replay.desk.Awaited;
import io.vectrail.replay.desk.Watchers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts, as far as they were read and are kept: one thread reads, and everybody looks. Thread-safe. */
final class Board {

    private final Object lock = new Object();
    private final Awaited<Alert> awaited = new Awaited<>();
    private final Watchers<Alert> watchers = new Watchers<>();
    private @Nullable Lives shown;

    /** Steps that were read, but not shown yet. */
    static final class Loading {
        private final Lives lives = new Lives();
        private final Map<String, Boolean> counted = new HashMap<>();

        void take(RiskAlert step) {
            var _ = lives.take(step);
        }
    }

    /** Steps that are waited for. */
    Awaited<Alert> awaited() {
        return awaited;
    }

    /** Who is told of each alert that changed. */
    Watchers<Alert> watchers() {
        return watchers;
    }

    /** Whether anything is known yet. */
    boolean known() {
        synchronized (lock) {
            return shown != null;
        }
    }

    Optional<Alert> find(String id) {
        synchronized (lock) {
            Life life = shown == null ? null : shown.find(id);
            return life == null ? Optional.empty() : life.alert();
        }
    }

    List<Alert> all() {
        synchronized (lock) {
            return shown == null ? List.of() : shown.all();
        }
    }

    int notClosed() {
        synchronized (lock) {
            return shown == null ? 0 : shown.notClosed();
        }
    }

    /** Takes what was read before anything of it is shown. */
    void load(Loading loading, CaseEvent step) {
        boolean counts = loading.lives.take(step).isPresent();
        if (awaited.has(step.getId())) {
            loading.counted.put(step.getId(), counts);
        }
    }

    /** Shows what was read instead of what was shown. */
    void show(Loading loading) {
        List<Alert> changed = new ArrayList<>();
        synchronized (lock) {
            Lives before = shown;
            shown = loading.lives;
            if (before != null) {
                shown.all().stream().filter(now -> !isAsIn(before, now)).forEach(changed::add);
            }
        }
        loading.counted.forEach((step, counts) -> awaited.read(step, counts, null));
        watchers.tell(changed);
    }

    private static boolean isAsIn(Lives before, Alert now) {
        Life life = before.find(now.id());
        return life != null && life.alert().filter(now::equals).isPresent();
    }

    /** Takes what was found since. */
    void found(List<RiskAlert> steps) {
        List<Alert> changed = new ArrayList<>();
        synchronized (lock) {
            steps.forEach(step -> current().take(step).flatMap(Life::alert).ifPresent(changed::add));
        }
        watchers.tell(changed);
    }

    /** Takes what people did since. */
    void worked(List<CaseEvent> steps) {
        List<Alert> changed = new ArrayList<>();
        synchronized (lock) {
            for (CaseEvent step : steps) {
                Optional<Life> after = current().take(step);
                after.flatMap(Life::alert).ifPresent(changed::add);
                awaited.read(
                        step.getId(), after.isPresent(), find(step.getAlert()).orElse(null));
            }
        }
        watchers.tell(changed);
    }

    private Lives current() {
        if (shown == null) {
            throw new IllegalStateException("nothing was loaded yet");
        }
        return shown;
    }
}
