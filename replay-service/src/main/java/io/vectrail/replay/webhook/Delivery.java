package io.vectrail.replay.webhook;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way to its webhook. Its channel's lock guards it.
 *
 * <pre>
 *   waiting --due--> under way --taken----------> DELIVERED
 *      ^                 |  |
 *      +--again, later---+  +--refused, or over-> GIVEN UP
 * </pre>
 */
final class Delivery {

    final Notice notice;
    final byte[] body;
    final Consumer<Outcome> told;

    /** When it was tried first; null: it was not. */
    @Nullable
    Instant begun;

    Instant due;
    int failures;
    String trouble = "";
    boolean withdrawn;
    boolean dropped;

    Delivery(Notice notice, byte[] body, Consumer<Outcome> told, Instant now) {
        this.notice = notice;
        this.body = body;
        this.told = told;
        this.due = now;
    }

    /** Whether nobody needs to be told of it once its matter is decided: not before it was tried once. */
    boolean pointless() {
        return withdrawn && failures > 0;
    }

    Outcome.GivenUp decidedBefore() {
        return new Outcome.GivenUp("it was decided on before it could be told; tried " + failures
                + (failures == 1 ? " time: it " : " times: it ") + trouble);
    }
}
