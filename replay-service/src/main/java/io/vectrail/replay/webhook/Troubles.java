package io.vectrail.replay.webhook;

import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was given up lately, for the health page. Thread-safe. */
final class Troubles {

    static final Duration SHOWN = Duration.ofMinutes(15);

    /** Documents may name any number of webhooks that are not there. */
    private static final int MOST = 20;

    private final Clock clock;
    private final Map<String, Trouble> byWebhook = new LinkedHashMap<>();

    Troubles(Clock clock) {
        this.clock = clock;
    }

    private record Trouble(int messages, Instant last, String reason) {

        Trouble and(@Nullable Trouble before) {
            return before == null ? this : new Trouble(messages + before.messages, last, reason);
        }
    }

    synchronized void add(String webhook, String reason) {
        prune();
        byWebhook.put(webhook, new Trouble(1, clock.instant(), reason).and(byWebhook.remove(webhook)));
        if (byWebhook.size() > MOST) {
            byWebhook.remove(byWebhook.keySet().iterator().next());
        }
    }

    synchronized Condition condition(int webhooks) {
        prune();
        return byWebhook.isEmpty()
                ? new Condition.Up(webhooks + " webhooks are told")
                : new Condition.Degraded("not told: "
                        + byWebhook.entrySet().stream()
                                .map(each -> each.getKey() + ", of "
                                        + each.getValue().messages() + ", the last because "
                                        + each.getValue().reason())
                                .collect(Collectors.joining("; "))
                        + "; vectrail.deadletter has which");
    }

    private void prune() {
        Instant oldest = clock.instant().minus(SHOWN);
        byWebhook.values().removeIf(each -> each.last().isBefore(oldest));
    }
}
