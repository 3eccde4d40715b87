package io.vectrail.edge.policy;

import io.vectrail.edge.document.Connection;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.identity.Caller;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.EmbeddingResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides on every request and every response, whole, before anything is done. Changes nothing. */
public final class Policy {

    private static final Decided ALLOW = Decided.plainly(new PolicyAction.Allow());

    private Policy() {}

    /** Decides on a request: its model, what of it nobody could read, and what rules look for. */
    public static Decided onRequest(Exchange exchange) {
        EmbeddingRequest request = exchange.requestIfRead();
        if (request == null) {
            return ALLOW;
        }
        Refusal refusal = refusal(exchange.connection(), request);
        if (refusal != null) {
            return Decided.plainly(new PolicyAction.Deny(refusal));
        }
        return exchange.document().rules().isEmpty() ? ALLOW : byRules(exchange, Finding.in(request));
    }

    /** Decides on a response: a vector for each input, so that none is taken for another's, and what rules look for. */
    public static Decided onResponse(Exchange exchange) {
        EmbeddingResponse response = exchange.responseIfRead();
        if (response == null) {
            return ALLOW;
        }
        EmbeddingRequest request = exchange.request();
        List<VectorFinding> findings = VectorCheck.findings(request, response);
        if (findings.isEmpty()) {
            return ALLOW;
        }
        if (findings.stream().anyMatch(finding -> finding.getFault() == VectorFault.COUNT)) {
            Refusal refusal = new Refusal(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream answered vectors of " + response.inputs() + " inputs for "
                            + request.inputs().size());
            return new Decided(new PolicyAction.Deny(refusal), List.of(), findings);
        }
        Decided decided = byRules(exchange, Finding.in(findings));
        return new Decided(decided.action(), decided.matches(), findings);
    }

    private static Decided byRules(Exchange exchange, List<Finding> findings) {
        List<String> groups = exchange.caller() instanceof Caller.Identified known ? known.groups() : List.of();
        return Rules.decide(exchange.document().rules(), exchange.connection().name(), groups, findings);
    }

    private static @Nullable Refusal refusal(Connection connection, EmbeddingRequest request) {
        if (!connection.permits(request.model())) {
            return new Refusal(
                    RefusalCode.NOT_PERMITTED,
                    "connection " + connection.name()
                            + " does not permit this model; ask for one that its models list names");
        }
        if (!connection.notInspected() && request.inputs().stream().anyMatch(Input::undecoded)) {
            return new Refusal(
                    RefusalCode.INVALID_REQUEST,
                    "token ids for this model cannot be decoded, and so cannot be inspected; send text instead");
        }
        return null;
    }
}
