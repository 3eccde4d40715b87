package io.vectrail.edge.policy;

import io.vectrail.document.CheckedDocument.Trial;
import io.vectrail.document.Connection;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.identity.Caller;
import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.policy.decide.Question;
import io.vectrail.policy.decide.ReleasedVectors;
import io.vectrail.policy.decide.RequestRules;
import io.vectrail.policy.decide.TrialRules;
import io.vectrail.policy.decide.VectorCheck;
import io.vectrail.policy.decide.VectorRules;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.rule.CannotBeExpressedException;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.json.Replacement;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides on every request and every response, whole, before anything is done. Changes nothing. */
public final class Policy {

    private static final PolicyAction ALLOW = new PolicyAction.Allow();

    private static final Decided ALLOWED = Decided.plainly(ALLOW);

    /** Of noise: whoever could tell it could take it away again. */
    private static final RandomGenerator RANDOM = new SecureRandom();

    private Policy() {}

    /** What analyzers elsewhere must be asked before a request can be decided on; nothing as a rule. */
    public static List<Question> questions(Exchange exchange) {
        EmbeddingRequest request = exchange.requestIfRead();
        RuleSet rules = exchange.document().rules();
        Trial trial = exchange.document().trial();
        RuleSet onTrial = trial == null ? RuleSet.NONE : trial.rules();
        if (request == null
                || (rules.analyzers().isEmpty() && onTrial.analyzers().isEmpty())) {
            return List.of();
        }
        Facts facts = facts(exchange);
        return Stream.of(rules, onTrial)
                .flatMap(set -> RequestRules.questions(set, facts, request).stream())
                .distinct()
                .toList();
    }

    /** Decides on a request: its model, what of it nobody could read, and what rules look for. */
    public static Decided onRequest(Exchange exchange) {
        EmbeddingRequest request = exchange.requestIfRead();
        if (request == null) {
            return ALLOWED;
        }
        Refusal refusal = refusal(exchange.connection(), request);
        Facts facts = facts(exchange);
        Verdict verdict = RequestRules.decide(
                exchange.document().rules(),
                facts,
                request,
                exchange.answers(),
                refusal == null ? null : refusal.message());
        PolicyAction action = refusal == null ? action(verdict) : new PolicyAction.Deny(refusal, verdict.changes());
        Trial trial = exchange.document().trial();
        List<RuleMatch> matches = trial == null
                ? verdict.matches()
                : with(verdict.matches(), TrialRules.ofRequest(trial.rules(), facts, request, exchange.answers()));
        return new Decided(action, matches, verdict, List.of());
    }

    /**
     * What rules make of a request that does not go on, although they let it: all that they look for is replaced in its record.
     *
     * @param refusal what its caller is told
     */
    public static Verdict onRefusal(Exchange exchange, String refusal) {
        return RequestRules.decide(
                exchange.document().rules(), facts(exchange), exchange.request(), exchange.answers(), refusal);
    }

    private static PolicyAction action(Verdict verdict) {
        if (verdict.refusal() != null) {
            return new PolicyAction.Block(blocked(verdict.refusal()), verdict.changes());
        }
        return verdict.decision() == Decision.ALLOW ? ALLOW : new PolicyAction.RewriteRequest(verdict);
    }

    /** Decides on a response: a vector for each input, so that none is taken for another's, and what rules look for. */
    public static Decided onResponse(Exchange exchange) {
        EmbeddingResponse response = exchange.responseIfRead();
        if (response == null) {
            return ALLOWED;
        }
        EmbeddingRequest request = exchange.request();
        List<VectorFinding> findings = VectorCheck.findings(request, response);
        if (findings.stream().anyMatch(finding -> finding.getFault() == VectorFault.COUNT)) {
            Refusal refusal = new Refusal(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream answered vectors of " + response.inputs() + " inputs for "
                            + request.inputs().size());
            return new Decided(new PolicyAction.Deny(refusal, List.of()), List.of(), Verdict.NOTHING, findings);
        }
        VectorRules.Verdict verdict = findings.isEmpty() ? VectorRules.NOTHING : onVectors(exchange, findings);
        PolicyAction action = verdict.refusal() == null
                ? released(exchange, response)
                : new PolicyAction.Block(blocked(verdict.refusal()), List.of());
        return new Decided(action, verdict.matches(), Verdict.NOTHING, findings);
    }

    private static VectorRules.Verdict onVectors(Exchange exchange, List<VectorFinding> findings) {
        Facts facts = facts(exchange);
        VectorRules.Verdict verdict = VectorRules.decide(exchange.document().rules(), facts, findings);
        Trial trial = exchange.document().trial();
        return trial == null
                ? verdict
                : new VectorRules.Verdict(
                        verdict.refusal(),
                        with(verdict.matches(), TrialRules.ofAnswer(trial.rules(), facts, findings)));
    }

    private static List<RuleMatch> with(List<RuleMatch> inForce, List<RuleMatch> onTrial) {
        return Stream.concat(inForce.stream(), onTrial.stream()).toList();
    }

    private static PolicyAction released(Exchange exchange, EmbeddingResponse response) {
        Verdict verdict = exchange.verdict();
        if (verdict.withheld().isEmpty() && verdict.redactions().isEmpty()) {
            return ALLOW;
        }
        try {
            List<Replacement> changes = ReleasedVectors.changes(
                    exchange.plainAnswer(), response, verdict.withheld(), verdict.redactions(), RANDOM);
            return new PolicyAction.RewriteResponse(verdict.decision(), changes);
        } catch (CannotBeExpressedException e) {
            return new PolicyAction.Block(
                    blocked("what policies ask of this answer's vectors cannot be done: " + e.getMessage()
                            + "; ask for another type of vectors, or send fewer inputs at once"),
                    List.of());
        }
    }

    private static Refusal blocked(String reason) {
        return new Refusal(RefusalCode.BLOCKED_BY_POLICY, reason);
    }

    private static Facts facts(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        return new Facts(
                exchange.caller().subject(),
                exchange.caller() instanceof Caller.Identified known ? known.groups() : List.of(),
                exchange.caller() instanceof Caller.Identified known && known.clientId() != null
                        ? known.clientId()
                        : "",
                arrival.address(),
                exchange.connection().name(),
                exchange.connection().codec().provider(),
                exchange.operation().name(),
                exchange.request().model(),
                // A body that is packed is as large as what it stands for.
                Math.max(exchange.body().length, exchange.plainBody().length),
                arrival.at(),
                exchange.risk(),
                arrival.headers()::all);
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
