package io.vectrail.edge;

import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Connection;
import io.vectrail.document.Credential;
import io.vectrail.edge.analyzer.Analyzers;
import io.vectrail.edge.approval.Approvals;
import io.vectrail.edge.approval.Word;
import io.vectrail.edge.document.Documents;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Outbound;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.edge.identity.Identity;
import io.vectrail.edge.limit.Limits;
import io.vectrail.edge.policy.Decided;
import io.vectrail.edge.policy.Policy;
import io.vectrail.edge.policy.PolicyAction;
import io.vectrail.edge.provider.CredentialChoice;
import io.vectrail.edge.provider.Forwarding;
import io.vectrail.edge.provider.LargeBodies;
import io.vectrail.edge.provider.RefusalForm;
import io.vectrail.edge.provider.RequestReading;
import io.vectrail.edge.provider.ResponseReading;
import io.vectrail.edge.provider.Routing;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamFailedException;
import io.vectrail.edge.recorder.Recorder;
import io.vectrail.edge.risk.RiskScores;
import io.vectrail.event.Forwarded;
import io.vectrail.policy.decide.Question;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.rule.Risk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The order in which everything happens, and the only place that knows it. Stages run on the connection's I/O thread, behind
 * a large body on a worker, and do not know each other; whichever fails ends in a refusal, and an error means denied.
 */
final class Pipeline {

    private final Documents documents;
    private final Identity identity;
    private final Recorder recorder;
    private final Analyzers analyzers;
    private final RiskScores scores;
    private final Approvals approvals;
    private final Limits limits;
    private final CredentialChoice credentials;
    private final UpstreamClient upstream;
    private final LargeBodies large;
    private final Semaphore room;
    private final Clock clock;

    Pipeline(
            Documents documents,
            Identity identity,
            Recorder recorder,
            Analyzers analyzers,
            RiskScores scores,
            Approvals approvals,
            Limits limits,
            CredentialChoice credentials,
            UpstreamClient upstream,
            LargeBodies large,
            int mostInFlight,
            Clock clock) {
        this.documents = documents;
        this.identity = identity;
        this.recorder = recorder;
        this.analyzers = analyzers;
        this.scores = scores;
        this.approvals = approvals;
        this.limits = limits;
        this.credentials = credentials;
        this.upstream = upstream;
        this.large = large;
        this.room = new Semaphore(mostInFlight);
        this.clock = clock;
    }

    /** From a request's head to what may be released. Never completes exceptionally. */
    CompletionStage<Release> handle(Arrival arrival) {
        Exchange exchange = new Exchange(arrival, documents.current());
        return CompletableFuture.completedFuture(exchange)
                .thenCompose(this::identify)
                .thenApply(this::admit)
                .thenApply(Routing::route)
                .thenApply(recorder::received)
                .thenCompose(reading -> RequestReading.read(reading, large))
                .thenCompose(this::inspect)
                .thenApply(this::decideOnRequest)
                .thenCompose(this::awaitPeople)
                .thenApply(limits::reserve)
                .thenApply(credentials::require)
                .thenCompose(recorder::forwarding)
                .thenComposeAsync(this::callUpstream, arrival.ioThread())
                .thenCompose(answered -> ResponseReading.read(answered, large))
                .thenApply(this::decideOnResponse)
                .thenCompose(Pipeline::lookForCaller)
                .handle((done, failure) -> conclude(exchange, failure))
                .thenCompose(recorder::ended)
                .thenApply(approvals::over)
                // What could not be recorded is not released.
                .exceptionally(failure -> conclude(exchange, failure))
                .thenApply(Exchange::release)
                .whenComplete((release, failure) -> leave(exchange));
    }

    /** Only whoever is known takes of the room that known callers share. */
    private Exchange admit(Exchange exchange) {
        if (!room.tryAcquire()) {
            throw new RefusedException(
                    RefusalCode.RATE_LIMITED, "the gateway has as many requests under way as it may; try again");
        }
        return exchange.markAdmitted();
    }

    private CompletionStage<Exchange> identify(Exchange exchange) {
        return identity.identify(exchange.arrival(), exchange.document().revocations())
                .thenApply(exchange::identified);
    }

    /** What the document's detectors elsewhere have to say, where a rule asks: nothing waits for them otherwise. */
    private CompletionStage<Exchange> inspect(Exchange exchange) {
        List<Question> questions = Policy.questions(exchange);
        return questions.isEmpty()
                ? CompletableFuture.completedFuture(exchange)
                : analyzers
                        .ask(questions, exchange.document(), exchange.arrival())
                        .thenApply(exchange::analysed);
    }

    private Exchange decideOnRequest(Exchange exchange) {
        Decided decided = Policy.onRequest(exchange.atRisk(riskNow(exchange)));
        return enforce(exchange.judged(decided.verdict()), decided).forwarding(Forwarding.headers(exchange));
    }

    private Risk riskNow(Exchange exchange) {
        return scores.of(exchange.caller().subject(), exchange.document().risk());
    }

    /** Where a rule wants people to decide. Whoever waits for them takes no place of those that are under way. */
    private CompletionStage<Exchange> awaitPeople(Exchange exchange) {
        if (exchange.verdict().approvals().isEmpty()) {
            return CompletableFuture.completedFuture(exchange);
        }
        long since = System.nanoTime();
        CompletableFuture<Word> word = approvals.ask(exchange).toCompletableFuture();
        if (word.isDone()) {
            return word.thenApply(said -> heed(exchange, said));
        }
        exchange.leavePlace();
        room.release();
        return word.thenApplyAsync(
                        said -> heed(exchange.held(System.nanoTime() - since), said),
                        exchange.arrival().ioThread())
                .thenCompose(this::resume);
    }

    private static Exchange heed(Exchange exchange, Word word) {
        return switch (word) {
            case Word.GoesOn on -> exchange.underApproval(on.approval());
            case Word.Refused refused -> {
                exchange.underApproval(refused.approval());
                throw new RefusedException(refused.refusal());
            }
        };
    }

    /**
     * As if it came now: while it waited its caller may have gone, been revoked or become riskier, and another document may be in
     * force.
     */
    private CompletionStage<Exchange> resume(Exchange exchange) {
        if (exchange.arrival().gone().perhaps()) {
            throw new RefusedException(
                    RefusalCode.APPROVAL_PENDING, "its caller has gone; what was decided serves its retry");
        }
        CheckedDocument inForce = documents.current();
        return identity.identify(exchange.arrival(), inForce.revocations())
                .thenApply(exchange::identified)
                .thenApply(this::admit)
                .thenCompose(back -> inForce.hash().equals(back.document().hash()) && !riskier(back)
                        ? CompletableFuture.completedFuture(back)
                        : decideAnew(back, inForce));
    }

    /** Whether rules may say something else by now. That it became less risky, as all do who wait, is no reason to ask again. */
    private boolean riskier(Exchange exchange) {
        return exchange.document().rules().asksForRisk()
                && riskNow(exchange).score() > exchange.risk().score();
    }

    private CompletionStage<Exchange> decideAnew(Exchange exchange, CheckedDocument inForce) {
        Connection before = exchange.connection();
        Routing.route(exchange.under(inForce));
        if (!exchange.connection().reads(before)) {
            throw new RefusedException(
                    RefusalCode.APPROVAL_PENDING,
                    "while it waited the connection became another; send the request again");
        }
        return inspect(exchange).thenApply(this::decideOnRequest).thenCompose(this::awaitPeople);
    }

    /** An approval of one request is used up by an answer that somebody waits for. */
    private static CompletionStage<Exchange> lookForCaller(Exchange exchange) {
        return exchange.approval() == null
                ? CompletableFuture.completedFuture(exchange)
                : CompletableFuture.supplyAsync(
                        () -> exchange.unheard(exchange.arrival().gone().perhaps()),
                        exchange.arrival().ioThread());
    }

    private CompletionStage<Exchange> callUpstream(Exchange exchange) {
        return credentials
                .call(exchange, (credential, timeout) -> forward(exchange, credential, timeout))
                .thenApply(exchange::answered);
    }

    private CompletionStage<UpstreamAnswer> forward(
            Exchange exchange, @Nullable Credential credential, Duration timeout) {
        Outbound outbound = exchange.outbound();
        outbound.begin();
        return upstream.call(Forwarding.request(exchange, credential, timeout, clock))
                .whenComplete((answer, failure) -> {
                    if (failure instanceof UpstreamFailedException failed) {
                        outbound.end(failed.forwarded(), failed.nanos(), failed.targets());
                    } else if (failure == null) {
                        outbound.end(Forwarded.YES, answer.nanos(), answer.targets());
                    }
                });
    }

    private Exchange decideOnResponse(Exchange exchange) {
        return enforce(exchange, Policy.onResponse(exchange));
    }

    private static Exchange enforce(Exchange exchange, Decided decided) {
        exchange.matched(decided.matches()).foundInVectors(decided.vectors());
        return switch (decided.action()) {
            case PolicyAction.Allow allow -> exchange.decided(allow.decision());
            case PolicyAction.RewriteRequest rewrite ->
                exchange.decided(rewrite.decision()).rewritten();
            case PolicyAction.RewriteResponse rewrite ->
                exchange.decided(rewrite.decision()).rewrittenAnswer(rewrite.changes());
            case PolicyAction.Deny deny -> {
                exchange.hide(deny.hidden());
                throw new RefusedException(deny.refusal());
            }
            case PolicyAction.Block block -> {
                exchange.hide(block.hidden());
                throw new RefusedException(block.refusal());
            }
        };
    }

    /**
     * What the caller gets. It exists in any case: where even the refusal cannot be formed there is a bare one, because the
     * exchange must have its end in the journal.
     */
    static Exchange conclude(Exchange exchange, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                return exchange.released(ResponseReading.release(exchange));
            }
            Refusal refusal = Failures.refusal(exchange, failure);
            return withhold(exchange, refusal).released(RefusalForm.release(exchange, refusal));
        } catch (RuntimeException | Error e) {
            return failure == null
                    ? conclude(exchange, e)
                    : exchange.released(RefusalForm.bare(exchange, Failures.refusal(exchange, e)));
        }
    }

    /** What people were to decide about, and does not go on, whatever for, is replaced in its record. */
    private static Exchange withhold(Exchange exchange, Refusal refusal) {
        if (exchange.requestJournaled() || exchange.verdict().approvals().isEmpty()) {
            return exchange;
        }
        Verdict verdict = Policy.onRefusal(exchange, refusal.message());
        return exchange.judged(verdict).hide(verdict.changes());
    }

    private void leave(Exchange exchange) {
        if (exchange.responseIfRead() == null) {
            exchange.reservation().withoutVectors();
        }
        if (exchange.admitted()) {
            room.release();
        }
    }
}
