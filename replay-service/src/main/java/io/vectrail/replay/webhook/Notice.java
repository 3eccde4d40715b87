package io.vectrail.replay.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one webhook.
 *
 * @param delivery by which the receiver knows it again: the same whenever and by whichever instance it is sent
 * @param webhook the webhook's name
 * @param about of what, so that it can be withdrawn with all that ask for the same
 * @param until from when on nobody needs to be told; null: it is told however late it is, and not withdrawn
 */
public record Notice(
        UUID delivery,
        String webhook,
        String about,
        @Nullable Instant until,
        Message message) {}
