package io.vectrail.replay.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** What the metrics say of webhooks. Names that no webhook has count as one: documents may hold any number of them. */
final class WebhookMeters {

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry meters;
    private final Map<String, WebhookSettings> webhooks;

    WebhookMeters(MeterRegistry meters, Map<String, WebhookSettings> webhooks) {
        this.meters = meters;
        this.webhooks = webhooks;
        webhooks.keySet().forEach(name -> {
            var _ = delivered(name);
            var _ = undelivered(name);
            var _ = retries(name);
        });
    }

    void waiting(String webhook, Channel channel) {
        Gauge.builder("vectrail.webhooks.waiting", channel, Channel::size)
                .description("Messages that a webhook has not been told yet")
                .tag("webhook", webhook)
                .register(meters);
    }

    void retried(String webhook) {
        retries(webhook).increment();
    }

    void count(String webhook, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered _ -> delivered(webhook).increment();
            case Outcome.GivenUp _ -> undelivered(webhook).increment();
        }
    }

    private Counter delivered(String webhook) {
        return counter("delivered", "Messages that a webhook has taken", webhook);
    }

    private Counter undelivered(String webhook) {
        return counter("undelivered", "Messages that were given up", webhook);
    }

    private Counter retries(String webhook) {
        return counter("retried", "Failed attempts after which another one follows", webhook);
    }

    private Counter counter(String what, String description, String webhook) {
        return Counter.builder("vectrail.webhooks." + what)
                .description(description)
                .tag("webhook", webhooks.containsKey(webhook) ? webhook : UNKNOWN)
                .register(meters);
    }
}
