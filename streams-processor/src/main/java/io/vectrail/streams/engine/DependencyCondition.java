package io.vectrail.streams.engine;

import io.vectrail.runtime.health.Condition;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What was last seen of one dependency. Whoever looks or uses it writes; the health page reads. Thread-safe. */
public final class DependencyCondition implements Supplier<Condition> {

    private final AtomicReference<Condition> seen;

    public DependencyCondition(String atFirst) {
        this.seen = new AtomicReference<>(new Condition.Down(atFirst));
    }

    public void set(Condition condition) {
        seen.set(condition);
    }

    @Override
    public Condition get() {
        return seen.get();
    }
}
