package io.vectrail.edge.analyzer;

import io.vectrail.document.Limits;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.edge.provider.upstream.UpstreamFailedException;
import io.vectrail.edge.provider.upstream.UpstreamRequest;
import io.vectrail.policy.decide.Answer;
import io.vectrail.policy.decide.Question;
import io.vectrail.policy.detect.Detection;
import io.vectrail.runtime.config.ByteSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One detector asked about one request: all its calls at once, each within the detector's timeout. Used by one thread at a time.
 *
 * <pre>
 * PREPARED ──► SENT ──► CONCLUDED
 *     └── full, or too much ──┘
 * </pre>
 */
final class Inquiry {

    /** Of one call's answer: some 100 bytes for each finding. */
    private static final ByteSize MOST_ANSWER = new ByteSize(2 << 20);

    private static final int OK = 200;

    private static final Headers HEADERS = new Headers(
            List.of(new Header("Content-Type", "application/json"), new Header("Accept", "application/json")));

    private final long began = System.nanoTime();
    private final Question question;
    private final Targets targets;
    private final Standing standing;
    private final MemoryBudget.Share memory;
    private final boolean entered;
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<CompletableFuture<UpstreamAnswer>> calls = new ArrayList<>();
    private List<Batch> batches = List.of();
    private @Nullable Failure failure;

    /** Takes its place, and the memory for what it will send. */
    Inquiry(Question question, Targets targets, Standing standing, MemoryBudget.Share memory) {
        this.question = question;
        this.targets = targets;
        this.standing = standing;
        this.memory = memory;
        this.entered = standing.enter();
        try {
            prepare();
        } catch (FailedException e) {
            failure = e.failure();
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    private void prepare() throws FailedException {
        if (!entered) {
            throw full("has as many requests under way as it may");
        }
        batches = Batch.of(question.texts(), question.detector().batch());
        for (Batch batch : batches) {
            byte[] body = AnalyzeRequest.body(question.detector(), batch.texts());
            if (!memory.take(body.length)) {
                throw full("cannot be asked now, since the gateway holds as many bytes of bodies as it may");
            }
            bodies.add(body);
        }
    }

    private static FailedException full(String words) {
        return new FailedException(new Failure(Failure.Reason.FULL, words));
    }

    /** On the caller's I/O thread. Completes, and never exceptionally, when no call is under way any more. */
    CompletableFuture<?> send(UpstreamClient client, Arrival arrival) {
        if (failure == null) {
            for (byte[] body : bodies) {
                calls.add(client.call(request(body, arrival)).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).exceptionally(failed -> null);
    }

    private UpstreamRequest request(byte[] body, Arrival arrival) {
        // Another bound of its own is the bulkhead: calls wait for a connection within their timeout.
        int most = Standing.MOST_UNDER_WAY * Batch.MOST_CALLS;
        Limits limits =
                new Limits(MOST_ANSWER, MOST_ANSWER, 1, question.detector().timeout(), most);
        return new UpstreamRequest(
                targets,
                limits,
                question.detector().timeout(),
                "POST",
                "/analyze",
                HEADERS,
                (target, request) -> List.of(),
                body,
                false,
                memory,
                arrival.gone());
    }

    /** Gives its place back; once, whatever became of it. */
    void leave() {
        if (entered) {
            standing.leave();
        }
    }

    /** Reads what was answered, and gives back the memory that it took. */
    Answer conclude(AnalyzerEvents events) {
        List<List<Detection>> found =
                new ArrayList<>(Collections.nCopies(question.texts().size(), List.of()));
        try {
            for (int i = 0; i < calls.size(); i++) {
                UpstreamAnswer answer = answer(calls.get(i));
                add(answer, batches.get(i), found);
            }
        } catch (FailedException e) {
            failure = e.failure();
        }
        giveBack();
        standing.ended(failure);
        events.ended(question.detector().name(), System.nanoTime() - began, failure);
        return failure == null
                ? new Answer.Analysed(question.detector(), found)
                : new Answer.Failed(question.detector(), failure.words());
    }

    private void add(UpstreamAnswer answer, Batch batch, List<List<Detection>> found) throws FailedException {
        if (answer.status() != OK) {
            throw new FailedException(
                    new Failure(Failure.Reason.STATUS, "answered with status " + answer.status(), null));
        }
        List<List<Detection>> read = AnalyzeAnswer.read(
                answer.body(), batch.texts(), question.detector().types());
        for (int i = 0; i < read.size(); i++) {
            found.set(batch.indexes().get(i), read.get(i));
        }
    }

    private UpstreamAnswer answer(CompletableFuture<UpstreamAnswer> call) throws FailedException {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UpstreamFailedException failed) {
                throw new FailedException(failure(failed));
            }
            throw e;
        }
    }

    private Failure failure(UpstreamFailedException failed) {
        String detail = failed.getMessage();
        return switch (failed.code()) {
            case UPSTREAM_TIMEOUT ->
                new Failure(
                        Failure.Reason.TIMEOUT,
                        "did not answer within " + question.detector().timeout().toMillis() + " ms");
            case UPSTREAM_UNREADABLE -> new Failure(Failure.Reason.UNREADABLE, "answered what cannot be read", detail);
            case RATE_LIMITED -> new Failure(Failure.Reason.FULL, "cannot be asked now", detail);
            default -> new Failure(Failure.Reason.UNREACHABLE, "cannot be reached", detail);
        };
    }

    private void giveBack() {
        bodies.forEach(body -> memory.giveBack(body.length));
        for (CompletableFuture<UpstreamAnswer> call : calls) {
            if (!call.isCompletedExceptionally()) {
                memory.giveBack(call.join().body().length);
            }
        }
        bodies.clear();
        calls.clear();
    }
}
