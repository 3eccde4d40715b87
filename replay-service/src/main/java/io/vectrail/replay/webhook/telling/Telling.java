package io.vectrail.replay.webhook.telling;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.replay.webhook.Message;
import io.vectrail.replay.webhook.Notice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One webhook is told of one thing that happened.
 *
 * @param step the id of the record that says so
 * @param word what happened, for programs and records
 * @param settles whether nobody needs to be asked any more what was asked of the same before
 */
public record Telling(String step, String word, boolean settles, Notice notice) {

    /**
     * Of a record.
     *
     * @param about the id of what it is of
     * @param until from when on nobody needs to be told; null: it is told however late it is
     */
    public static Telling of(
            String step,
            String word,
            boolean settles,
            String webhook,
            String about,
            @Nullable Instant until,
            Message message) {
        return new Telling(step, word, settles, new Notice(delivery(step, webhook), webhook, about, until, message));
    }

    /** The same whichever instance reads the record, and however often. */
    private static UUID delivery(String step, String webhook) {
        return UuidCreator.getNameBasedSha1(step + "/" + webhook);
    }

    /** The id of what it is of. */
    public String about() {
        return notice.about();
    }
}
