package io.vectrail.edge.recorder.journal;

/**
 * Threads that no caller waits for. They run at the lowest priority, and so do the threads that they start: where the JVM is
 * told to heed priorities ({@code -XX:ThreadPriorityPolicy=1}) whoever answers a caller takes the processor from them at
 * once, instead of after their time slice.
 */
public final class Background {

    private Background() {}

    // Nothing is right or wrong by it, so it does not matter that a JVM may ignore it.
    @SuppressWarnings("ThreadPriorityCheck")
    public static Thread.Builder.OfPlatform thread(String name) {
        return Thread.ofPlatform().name(name).priority(Thread.MIN_PRIORITY);
    }
}
