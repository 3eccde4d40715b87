package io.vectrail.replay.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * What is told, in no form yet.
 *
 * @param event what happened, for programs, such as {@code approval.requested}
 * @param at when
 * @param title the same for people, in words of ours alone
 * @param facts for people; at most ten are shown
 * @param link where people see more
 * @param kind what {@code data} is, for programs, such as {@code approval}
 * @param data the facts for programs, which Jackson writes
 */
public record Message(String event, Instant at, String title, List<Fact> facts, URI link, String kind, Object data) {

    public Message {
        facts = List.copyOf(facts);
    }

    /**
     * One of them.
     *
     * @param label of ours
     * @param value anybody's: callers choose their names
     */
    public record Fact(String label, String value) {}
}
