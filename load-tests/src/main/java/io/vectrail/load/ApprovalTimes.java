package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One request after the other is held, seen and approved. The list is asked for the request until it is there, 5 ms after each answer, while
 * the stream of changes is listened to; so both are measured beside the other.
 */
final class ApprovalTimes {

    private static final int WARM_UP = 60;
    private static final int MEASURED = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Histogram told = new Histogram(3);
    private final Histogram listed = new Histogram(3);
    private final Histogram upstream = new Histogram(3);
    private final Histogram decided = new Histogram(3);
    private final Histogram answered = new Histogram(3);
    private final Platform platform;
    private final Approver approver;
    private final BlockingQueue<Long> arrivals;

    /** @param arrivals when each call reached the upstream */
    ApprovalTimes(Platform platform, Approver approver, BlockingQueue<Long> arrivals) {
        this.platform = platform;
        this.approver = approver;
        this.arrivals = arrivals;
    }

    void measure() throws IOException, InterruptedException, ExecutionException {
        String token = platform.token("asker", "held");
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            if (i == WARM_UP) {
                for (Histogram each : new Histogram[] {told, listed, upstream, decided, answered}) {
                    each.reset();
                }
            }
            one(token, i);
        }
        Percentiles.print("from the request to the stream of changes", told);
        Percentiles.print("from the request to the list", listed);
        Percentiles.print("from the decision to the upstream", upstream);
        Percentiles.print("from the decision to its own answer", decided);
        Percentiles.print("from the decision to the caller's answer", answered);
    }

    private void one(String token, int number) throws IOException, InterruptedException, ExecutionException {
        long sent = System.nanoTime();
        CompletableFuture<Long> answer = call(token, number);
        String id = awaitListed();
        listed.recordValue(System.nanoTime() - sent);
        Approver.Heard heard = next(approver.asked(), "the stream of changes");
        if (!heard.id().equals(id)) {
            throw new IOException("the list has " + id + ", and the stream of changes " + heard.id());
        }
        told.recordValue(heard.nanos() - sent);
        long decision = System.nanoTime();
        approver.decide(id, "approve");
        decided.recordValue(System.nanoTime() - decision);
        upstream.recordValue(next(arrivals, "the upstream") - decision);
        answered.recordValue(answer.get() - decision);
    }

    /** When the whole answer was there. */
    private CompletableFuture<Long> call(String token, int number) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.edgeUrl() + "/watched/v1/embeddings"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"asked number " + number + "\"}"))
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("a request that was approved was answered with " + answer.statusCode());
            }
            return System.nanoTime();
        });
    }

    private String awaitListed() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> id = approver.oldest();
        while (id.isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IOException("the request is not in the list after " + PATIENCE);
            }
            Thread.sleep(5);
            id = approver.oldest();
        }
        return id.get();
    }

    static <T> T next(BlockingQueue<T> from, String who) throws IOException, InterruptedException {
        T next = from.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException(who + " has not seen the request after " + PATIENCE);
        }
        return next;
    }
}
