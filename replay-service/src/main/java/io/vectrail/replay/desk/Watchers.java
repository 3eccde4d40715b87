package io.vectrail.replay.desk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who is told of what changed. Thread-safe.
 *
 * @param <A> what a desk is for
 */
public final class Watchers<A> {

    /** More than there may be streams. */
    private static final int MOST = 500;

    private final List<Watcher<A>> watchers = new CopyOnWriteArrayList<>();

    /** Is told of each that changes, by the thread that reads, and must not keep it. @return false when there are too many */
    public boolean add(Watcher<A> watcher) {
        synchronized (watchers) {
            return watchers.size() < MOST && watchers.add(watcher);
        }
    }

    public void remove(Watcher<A> watcher) {
        watchers.remove(watcher);
    }

    public void tell(List<A> changed) {
        watchers.forEach(watcher -> changed.forEach(watcher::changed));
    }
}
