package io.vectrail.replay.web;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Warns of what failed for people whom nobody knows: who can cause a hundred in a second must not fill the disk. Thread-safe. */
final class Failures {

    private static final int MOST_A_MINUTE = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private long since = System.nanoTime();
    private int noted;
    private int passedOver;

    Failures(Logger log) {
        this.log = log;
    }

    /** @param what without a secret, and without what a stranger chose */
    synchronized void note(String what) {
        long now = System.nanoTime();
        if (now - since >= MINUTE) {
            if (passedOver > 0) {
                log.warn("{} more failures were not written out", passedOver);
            }
            since = now;
            noted = 0;
            passedOver = 0;
        }
        if (noted == MOST_A_MINUTE) {
            passedOver++;
            return;
        }
        noted++;
        log.warn(what);
    }
}
