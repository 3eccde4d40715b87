package io.vectrail.edge.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Connection;
import io.vectrail.document.DatedCredential;
import io.vectrail.edge.provider.CredentialChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long each connection's credentials last, and how often an upstream did not accept one. Names, never values. */
public final class CredentialMeters implements CredentialChoice.Rejections {

    private final MeterRegistry meters;
    private final MultiGauge left;
    private final Clock clock;

    public CredentialMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.left = MultiGauge.builder("vectrail.edge.credential.seconds.left")
                .description(
                        "until the connection's last credential ends; 0 when none is valid, +Inf when it never ends")
                .register(meters);
    }

    /** From now on of the connections of this document. */
    public void show(CheckedDocument document) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Connection connection : document.connections().values()) {
            if (connection.credentials().needed()) {
                rows.add(MultiGauge.Row.of(Tags.of("connection", connection.name()), connection, this::secondsLeft));
            }
        }
        left.register(rows, true);
    }

    @Override
    public void rejected(Connection connection, DatedCredential credential) {
        Counter.builder("vectrail.edge.credential.rejected")
                .description("answers 401 and 403 of upstreams, by the credential that was shown")
                .tag("connection", connection.name())
                .tag("credential", credential.name())
                .register(meters)
                .increment();
    }

    private double secondsLeft(Connection connection) {
        Instant now = clock.instant();
        Instant end = connection.credentials().coveredUntil(now);
        return end == null
                ? Double.POSITIVE_INFINITY
                : Duration.between(now, end).toSeconds();
    }
}
