package io.vectrail.edge.recorder;

import io.vectrail.document.Connection;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.identity.Caller;
import io.vectrail.edge.identity.CredentialHeaders;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.Decision;
import io.vectrail.event.Field;
import io.vectrail.event.Forwarded;
import io.vectrail.event.ItemAction;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.Usage;
import io.vectrail.journal.ExchangeEnd;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes events of what is known of an exchange. Whatever a stranger chose is cut to a length. */
final class ExchangeEvents {

    private static final int MOST_AGENT_CHARACTERS = 512;
    private static final int MOST_PATH_CHARACTERS = 2048;
    private static final int MOST_METHOD_CHARACTERS = 32;
    private static final int MOST_MODEL_CHARACTERS = 256;
    private static final int MOST_REASON_CHARACTERS = 512;

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final String edge;
    private final Clock clock;

    ExchangeEvents(String edge, Clock clock) {
        this.edge = edge;
        this.clock = clock;
    }

    /** Before the body is read. */
    AuditExchange received(Exchange exchange) {
        AuditExchange event = common(exchange);
        event.setRequest(request(exchange, new Headers(List.of()), RecordedBodies.unread(exchange.arrival())));
        return event;
    }

    /** As it will be forwarded. */
    AuditExchange forwarding(Exchange exchange) {
        AuditExchange event = common(exchange);
        event.setForwardedAt(clock.instant());
        event.setRequest(request(exchange, exchange.forwardedHeaders(), RecordedBodies.ofForwarded(exchange)));
        event.setItems(
                RecordedItems.of(exchange.requestIfRead(), exchange.verdict().items(), ItemAction.PASSED));
        return event;
    }

    /** Refused before it was forwarded, whole in one event. A stranger's body and headers are not kept. */
    AuditExchange refused(Exchange exchange) {
        AuditExchange event = common(exchange);
        Release release = exchange.release();
        Refusal refusal = release.refusal();
        Headers headers = exchange.forwardedHeadersIfKnown();
        event.setRequest(request(
                exchange, headers == null ? new Headers(List.of()) : headers, RecordedBodies.ofRefused(exchange)));
        event.setItems(
                RecordedItems.of(exchange.requestIfRead(), exchange.verdict().items(), ItemAction.WITHHELD));
        event.setEndedAt(clock.instant());
        event.setAddedMicros(micros(System.nanoTime() - exchange.arrival().nanos() - release.heldNanos()));
        event.setDecision(decision(exchange, release.decision()));
        event.setRefusalCode(refusal == null ? null : refusal.code().code());
        event.setRefusalReason(refusal == null ? null : reason(refusal));
        event.setStatus(release.status());
        event.setOutcome(exchange.unheard() ? Outcome.CLIENT_GONE : Outcome.REFUSED);
        event.setForwarded(Forwarded.NO);
        return event;
    }

    /** The second half of an exchange whose first is in the journal. */
    ExchangeEnd end(Exchange exchange) {
        Release release = exchange.release();
        Refusal refusal = release.refusal();
        ExchangeEnd end = new ExchangeEnd();
        end.setId(exchange.arrival().id().toString());
        end.setEndedAt(clock.instant());
        end.setUpstreamMicros(release.upstreamNanos() == 0 ? null : micros(release.upstreamNanos()));
        end.setAddedMicros(
                micros(System.nanoTime() - exchange.arrival().nanos() - release.upstreamNanos() - release.heldNanos()));
        end.setResponse(refusal == null ? response(release) : null);
        end.setUsage(usage(exchange.responseIfRead()));
        end.setDecision(decision(exchange, release.decision()));
        end.setRefusalCode(refusal == null ? null : refusal.code().code());
        end.setRefusalReason(refusal == null ? null : reason(refusal));
        end.setStatus(release.status());
        end.setOutcome(outcome(exchange, refusal));
        end.setForwarded(exchange.outbound().forwarded());
        end.setVectorFindings(exchange.vectorFindings());
        end.setTargets(exchange.outbound().targets().stream()
                .map(ExchangeEvents::origin)
                .toList());
        return end;
    }

    /** What the caller is told. No message quotes a token or a text; names that it quotes may be long, or hold what no line should. */
    private static String reason(Refusal refusal) {
        return CONTROL.matcher(cut(refusal.message(), MOST_REASON_CHARACTERS)).replaceAll(" ");
    }

    private static Outcome outcome(Exchange exchange, @Nullable Refusal refusal) {
        if (refusal != null) {
            return refusal.code().upstream() ? Outcome.UPSTREAM_FAILED : Outcome.REFUSED;
        }
        return exchange.unheard() ? Outcome.CLIENT_GONE : Outcome.COMPLETED;
    }

    private AuditExchange common(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        Connection connection = exchange.connectionIfKnown();
        AuditExchange event = new AuditExchange();
        event.setId(arrival.id().toString());
        event.setEdge(edge);
        event.setEpoch("");
        event.setPreviousHash(NOTHING.duplicate());
        event.setReceivedAt(arrival.at());
        event.setConnection(connection == null ? "" : connection.name());
        event.setProvider(connection == null ? "" : connection.codec().provider());
        event.setCodecSettings(connection == null ? List.of() : settings(connection));
        event.setOperation(
                exchange.operationIfKnown() == null ? "" : exchange.operation().name());
        event.setModel(cut(model(exchange), MOST_MODEL_CHARACTERS));
        event.setSession(exchange.session());
        event.setCaller(caller(exchange));
        event.setItems(List.of());
        event.setDecision(decision(exchange, exchange.decision()));
        event.setOutcome(Outcome.UNKNOWN);
        event.setForwarded(Forwarded.UNKNOWN);
        event.setCount(1);
        event.setTraceId(traceId(arrival.headers()));
        event.setVectorFindings(List.of());
        event.setTargets(List.of());
        return event;
    }

    private static String model(Exchange exchange) {
        if (exchange.requestIfRead() == null || exchange.mayHide()) {
            return "";
        }
        String shown = exchange.verdict().model();
        return shown == null ? exchange.request().model() : shown;
    }

    private static List<Field> settings(Connection connection) {
        return connection.codec().settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> new Field(setting.getKey(), setting.getValue()))
                .toList();
    }

    private static RecordedCaller caller(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        String agent = arrival.headers().first("User-Agent");
        RecordedCaller recorded = new RecordedCaller();
        recorded.setSubject(exchange.caller().subject());
        recorded.setGroups(List.of());
        recorded.setAddress(arrival.address());
        recorded.setUserAgent(
                agent == null ? null : cut(withoutTokens(agent, arrival.headers()), MOST_AGENT_CHARACTERS));
        recorded.setAuthentication(Authentication.NONE);
        if (exchange.caller() instanceof Caller.Identified known) {
            recorded.setIssuer(known.issuer());
            recorded.setGroups(known.groups());
            recorded.setClientId(known.clientId());
            recorded.setAuthentication(known.authentication());
        }
        return recorded;
    }

    private static PolicyDecision decision(Exchange exchange, Decision outcome) {
        PolicyDecision decision = new PolicyDecision();
        decision.setOutcome(outcome);
        decision.setDocumentHash(exchange.document().hash());
        decision.setTrialHash(
                exchange.document().trial() == null
                        ? null
                        : exchange.document().trial().hash());
        decision.setRules(exchange.ruleMatches());
        decision.setApprovalId(exchange.approval());
        return decision;
    }

    private static RecordedRequest request(Exchange exchange, Headers headers, RecordedBody body) {
        Arrival arrival = exchange.arrival();
        RecordedRequest request = new RecordedRequest();
        request.setMethod(cut(arrival.method(), MOST_METHOD_CHARACTERS));
        request.setPath(cut(withoutTokens(arrival.path(), arrival.headers()), MOST_PATH_CHARACTERS));
        request.setQuery(
                exchange.operationIfKnown() == null ? List.of() : query(exchange.operation(), arrival.query()));
        request.setHeaders(fields(headers));
        request.setBody(body);
        return request;
    }

    private static RecordedResponse response(Release release) {
        RecordedResponse response = new RecordedResponse();
        response.setStatus(release.status());
        response.setHeaders(fields(release.headers()));
        response.setBody(RecordedBodies.ofReleased(release));
        return response;
    }

    /** Scheme, host and port: a path may be long, and says nothing of who saw the request. */
    private static String origin(URI target) {
        return target.getScheme() + "://" + target.getRawAuthority();
    }

    private static @Nullable Usage usage(@Nullable EmbeddingResponse response) {
        if (response == null || (response.promptTokens() == null && response.totalTokens() == null)) {
            return null;
        }
        Usage usage = new Usage();
        usage.setPromptTokens(response.promptTokens());
        usage.setTotalTokens(response.totalTokens());
        return usage;
    }

    private static List<Field> fields(Headers headers) {
        List<Field> fields = new ArrayList<>(headers.fields().size());
        for (Header header : headers.fields()) {
            fields.add(new Field(header.name(), header.value()));
        }
        return fields;
    }

    /** Those parameters that pass. In any other a caller may have put a credential. */
    private static List<Field> query(Operation operation, String query) {
        List<Field> fields = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (operation.takes(parameter)) {
                String[] parts = parameter.split("=", 2);
                fields.add(new Field(parts[0], parts.length == 2 ? parts[1] : ""));
            }
        }
        return fields;
    }

    /** A caller may put its token where it does not belong; the record has it nowhere. */
    private static String withoutTokens(String text, Headers headers) {
        String cleaned = text;
        for (String token : CredentialHeaders.tokens(headers)) {
            cleaned = cleaned.replace(token, "…");
        }
        return cleaned;
    }

    private static @Nullable String traceId(Headers headers) {
        String parent = headers.first("traceparent");
        Matcher matcher = parent == null ? null : TRACE_PARENT.matcher(parent);
        return matcher != null && matcher.matches() ? matcher.group(1) : null;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static long micros(long nanos) {
        return nanos / 1000;
    }
}
