package io.vectrail.replay.desk;

/**
 * Is told of what changed.
 *
 * @param <A> what a desk is for
 */
@FunctionalInterface
public interface Watcher<A> {

    /** It is as this says now. Must return at once: all others wait. */
    void changed(A now);
}
