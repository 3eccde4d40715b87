package io.vectrail.streams.session;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.BodyState;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Exchanges as an edge would record them: one text of 100 bytes, a vector of 8000. */
public final class Exchanges {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Exchanges() {}

    public static AuditExchange exchange(String subject, String connection, Instant at) {
        AuditExchange exchange = new AuditExchange();
        exchange.setCodecSettings(List.of());
        exchange.setVectorFindings(List.of());
        exchange.setTargets(List.of());
        exchange.setId(UUID.randomUUID().toString());
        exchange.setEdge("test");
        exchange.setReceivedAt(at);
        exchange.setConnection(connection);
        exchange.setModel("text-embedding-3-small");
        exchange.setCaller(RecordedCaller.newBuilder()
                .setSubject(subject)
                .setAuthentication(Authentication.OIDC)
                .build());
        exchange.setRequest(RecordedRequest.newBuilder()
                .setMethod("POST")
                .setPath("/v1/embeddings")
                .setBody(body(BodyState.VERBATIM, 100))
                .build());
        exchange.setResponse(RecordedResponse.newBuilder()
                .setStatus(200)
                .setBody(body(BodyState.VERBATIM, 8000))
                .build());
        exchange.setItems(List.of(RecordedItem.newBuilder().setIndex(0).build()));
        exchange.setDecision(PolicyDecision.newBuilder().build());
        exchange.setOutcome(Outcome.COMPLETED);
        return AuditExchange.newBuilder(exchange).build();
    }

    static AuditExchange named(String subject, String connection, String name, Instant at) {
        AuditExchange exchange = exchange(subject, connection, at);
        exchange.setSession(name);
        return exchange;
    }

    static AuditExchange refused(String subject, String connection, Instant at) {
        AuditExchange exchange = exchange(subject, connection, at);
        exchange.setOutcome(Outcome.REFUSED);
        exchange.getRequest().setBody(body(BodyState.UNREAD, 5_000_000));
        exchange.setItems(List.of());
        return AuditExchange.newBuilder(exchange).clearResponse().build();
    }

    private static RecordedBody body(BodyState state, long size) {
        return RecordedBody.newBuilder().setState(state).setSize(size).build();
    }
}
