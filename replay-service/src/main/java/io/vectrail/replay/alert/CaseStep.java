package io.vectrail.replay.alert;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that counted. Texts are cut off where they are longer than any that this service writes.
 *
 * @param actor who did it
 * @param assignee whose it became; null of other steps
 * @param verdict what it came to; null of other steps
 * @param reason why; may be empty
 * @param webhook which one was told, or was not; null of other steps
 * @param step of which step of the alert it was told; null of other steps
 */
public record CaseStep(
        String id,
        CaseKind kind,
        Instant at,
        String actor,
        @Nullable String assignee,
        @Nullable Verdict verdict,
        String reason,
        @Nullable String webhook,
        @Nullable String step) {

    private static final int MOST_NAME = 256;
    private static final int MOST_REASON = 500;

    static CaseStep of(CaseEvent event) {
        return new CaseStep(
                event.getId(),
                event.getKind(),
                event.getAt(),
                Sound.text(event.getActor(), Sound.MOST_SUBJECT),
                name(event.getAssignee()),
                event.getVerdict(),
                Sound.text(event.getReason(), MOST_REASON),
                name(event.getWebhook()),
                name(event.getStep()));
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null ? null : Sound.text(name, MOST_NAME);
    }
}
