package io.vectrail.streams.session;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.Authentication;
import io.vectrail.event.BodyState;
import io.vectrail.event.Outcome;
import io.vectrail.event.RecordedBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the events on the topics and what the rule works with. */
final class SessionEvents {

    private static final String ANONYMOUS = "anonymous";

    private SessionEvents() {}

    /** True for refusals before identity was known: nobody's session. */
    static boolean anonymous(AuditExchange exchange) {
        Authentication authentication = exchange.getCaller().getAuthentication();
        return exchange.getCaller().getSubject().equals(ANONYMOUS)
                && (authentication == Authentication.NONE || authentication == Authentication.UNKNOWN);
    }

    /** @throws IllegalArgumentException when the exchange lacks what a session needs */
    static Visit visit(AuditExchange exchange) {
        String name = exchange.getSession();
        SessionKey key = new SessionKey(
                exchange.getCaller().getSubject(),
                exchange.getConnection(),
                name == null || name.isEmpty() ? null : name);
        Tally tally = new Tally(
                1,
                exchange.getOutcome() == Outcome.REFUSED ? 1 : 0,
                exchange.getItems().size(),
                bytes(exchange.getRequest().getBody()),
                exchange.getResponse() == null
                        ? 0
                        : bytes(exchange.getResponse().getBody()),
                List.of(exchange.getModel()));
        return new Visit(exchange.getId(), key, exchange.getReceivedAt(), tally);
    }

    static AuditSession event(Session session) {
        Tally tally = session.tally();
        AuditSession event = AuditSession.newBuilder()
                .setId(session.id())
                .setSubject(session.key().subject())
                .setConnection(session.key().connection())
                .setStart(session.start())
                .setEnd(session.end())
                .setExchanges(tally.exchanges())
                .setRefused(tally.refused())
                .setItems(tally.items())
                .setRequestBytes(tally.requestBytes())
                .setResponseBytes(tally.responseBytes())
                .setModels(tally.models())
                .build();
        if (session.key().name() != null) {
            event.setName(session.key().name());
        }
        return event;
    }

    static Session session(AuditSession event) {
        return new Session(
                event.getId(),
                new SessionKey(event.getSubject(), event.getConnection(), event.getName()),
                event.getStart(),
                event.getEnd(),
                new Tally(
                        event.getExchanges(),
                        event.getRefused(),
                        event.getItems(),
                        event.getRequestBytes(),
                        event.getResponseBytes(),
                        event.getModels()));
    }

    /** A body that was refused before it was read whole has the size that was announced, not one that arrived. */
    private static long bytes(@Nullable RecordedBody body) {
        return body == null || body.getState() == BodyState.UNREAD ? 0 : Math.max(0, body.getSize());
    }
}
