package io.vectrail.replay.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param ocsf the same as an OCSF event, which Jackson writes; null: OCSF has none for it
 */
public record Message(
        String event,
        Instant at,
        String title,
        List<Fact> facts,
        URI link,
        String kind,
        Object data,
        @Nullable Object ocsf) {

    public Message {
        facts = List.copyOf(facts);
    }

    /** What OCSF has no event for. */
    public Message(String event, Instant at, String title, List<Fact> facts, URI link, String kind, Object data) {
        this(event, at, title, facts, link, kind, data, null);
    }

    /**
     * One of them.
     *
     * @param label of ours
     * @param value anybody's: callers choose their names
     */
    public record Fact(String label, String value) {}
}
