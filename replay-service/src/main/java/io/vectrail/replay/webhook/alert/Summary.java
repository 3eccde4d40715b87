package io.vectrail.replay.webhook.alert;

import io.vectrail.replay.alert.Behind;
import io.vectrail.replay.alert.Facts;
import io.vectrail.replay.alert.Part;
import io.vectrail.replay.webhook.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of an alert as webhooks get it. Field names are those of the API. */
record Summary(
        String id,
        String level,
        double score,
        String subject,
        List<String> groups,
        String raisedAt,
        @Nullable String subsidedAt,
        List<Part> parts,
        int exchangeCount,
        List<Exchange> exchanges,
        String documentHash) {

    /** One behind it. */
    record Exchange(String id, String at, String connection, String session, double score, List<Part> parts) {

        static Exchange of(Behind exchange) {
            return new Exchange(
                    exchange.id(),
                    Times.text(exchange.at()),
                    exchange.connection(),
                    exchange.session(),
                    exchange.score(),
                    exchange.parts());
        }
    }

    static Summary of(String alert, Facts facts) {
        Instant subsided = facts.subsidedAt();
        return new Summary(
                alert,
                facts.level().name(),
                facts.score(),
                facts.subject(),
                facts.groups(),
                Times.text(facts.raisedAt()),
                subsided == null ? null : Times.text(subsided),
                facts.parts(),
                facts.exchanges().size(),
                facts.exchanges().stream().map(Exchange::of).toList(),
                facts.documentHash());
    }
}
