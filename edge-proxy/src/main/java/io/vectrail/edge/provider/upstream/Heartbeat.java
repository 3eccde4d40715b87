package io.vectrail.edge.provider.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;

/**
 * Notices that the other side of a connection is gone, which TCP takes a quarter of an hour to tell. While somebody waits and nothing
 * comes, it asks with a PING (RFC 9113, 6.7), which a server answers at once, however long it takes for its answers. On one I/O thread.
 *
 * <pre>
 * quiet ──► beating ──► asked ──► asked in vain, several times ──► dead
 *   ▲          │ ▲        │
 *   └──────────┘ └────────┘ something came
 *   nobody waits
 * </pre>
 */
final class Heartbeat {

    /** A large body on a slow line keeps a PING waiting behind it, so one silence means nothing yet. */
    private static final int MOST_IN_VAIN = 4;

    private final Connection connection;
    private final XnioIoThread thread;
    private final Duration pause;
    private boolean beating;
    private int inVain;
    private long came;

    /** @param pause between two beats */
    Heartbeat(Connection connection, XnioIoThread thread, Duration pause) {
        this.connection = connection;
        this.thread = thread;
        this.pause = pause;
    }

    /** What is listened to. */
    interface Connection {

        /** Bytes that have come since the beginning. */
        long came();

        /** Whether anybody waits for something to come. */
        boolean awaited();

        /** Makes a server that lives send something. */
        void ask();

        /** Nobody is there any more. */
        void dead();
    }

    /** Somebody waits from now on. */
    void begin() {
        if (!beating) {
            beating = true;
            inVain = 0;
            came = connection.came();
            next();
        }
    }

    private void next() {
        thread.executeAfter(this::beat, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (!connection.awaited()) {
            beating = false;
            return;
        }
        if (connection.came() != came) {
            came = connection.came();
            inVain = 0;
        } else if (inVain == MOST_IN_VAIN) {
            beating = false;
            connection.dead();
            return;
        } else {
            inVain++;
            connection.ask();
        }
        next();
    }
}
