package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after its response an exchange, or its score, is found in the archive, on a whole platform of its own: 20 requests a second for 30 s after a
 * minute of them, in which programs that have just started compile themselves on the same cores. One search for the newest finds all that wait; a look-up of
 * each would itself be most of the load, and measure that. It is asked again 10 ms after its answer.
 */
public final class Visibility {

    private static final String SUBJECT = "visibility";
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 1200;
    private static final int MEASURED = 600;

    /** As many as come in five seconds; a run in which one waited for longer fails. */
    private static final int MOST_WAITING = 100;

    private static final Duration LAST_LOOK = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean sent = new AtomicBoolean();
    private final Platform platform;

    private record Answered(String id, long nanos, boolean counts) {}

    private Visibility(Platform platform) {
        this.platform = platform;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        String what = arguments.length == 0 ? "exchange" : arguments[0];
        if (arguments.length > 1 || !what.matches("exchange|score")) {
            throw new WrongUsageException("visibility takes exchange or score");
        }
        try (Platform platform = Platform.start()) {
            new Visibility(platform).run(what);
        }
    }

    private void run(String what) throws IOException, InterruptedException {
        // What has no score yet is not found by any least score. One at a time: both together are most of the load.
        Looker looker = new Looker("the " + what, what.equals("score") ? "&minRisk=0" : "");
        Thread thread = Thread.ofPlatform().start(looker::look);
        String token = platform.token(SUBJECT, "research");
        long start = System.nanoTime();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
            Answered answered = new Answered(call(token, i), System.nanoTime(), i >= WARM_UP);
            looker.waiting.add(answered);
        }
        sent.set(true);
        thread.join();
        looker.print();
    }

    private String call(String token, int number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.edgeUrl() + "/openai/v1/embeddings"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"text number " + number + "\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                .headers()
                .firstValue("X-Vectrail-Exchange")
                .orElseThrow();
    }

    /** Looks for what is not there yet, by one search again and again. */
    private final class Looker {

        private final String what;
        private final String query;
        private final ConcurrentLinkedQueue<Answered> waiting = new ConcurrentLinkedQueue<>();
        private final Histogram found = new Histogram(3);

        Looker(String what, String query) {
            this.what = what;
            this.query = query;
        }

        void look() {
            String token = platform.token("auditor", "auditors");
            long until = System.nanoTime()
                    + Duration.ofSeconds((WARM_UP + MEASURED) / PER_SECOND)
                            .plus(LAST_LOOK)
                            .toNanos();
            while ((!sent.get() || !waiting.isEmpty()) && System.nanoTime() < until) {
                String newest = newest(token);
                for (Answered one : waiting) {
                    if (newest.contains(one.id())) {
                        waiting.remove(one);
                        if (one.counts()) {
                            found.recordValue(System.nanoTime() - one.nanos());
                        }
                    }
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }

        /** Nothing when there is no answer. */
        private String newest(String token) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1/exchanges?subject="
                            + SUBJECT + "&limit=" + MOST_WAITING + query))
                    .header("Authorization", "Bearer " + token)
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200 ? answer.body() : "";
            } catch (IOException e) {
                return "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }

        void print() {
            if (!waiting.isEmpty()) {
                throw new IllegalStateException(
                        waiting.size() + " were not among the newest " + MOST_WAITING + " within 5 s: " + what);
            }
            Percentiles.print(what + " is visible after the response", found);
        }
    }
}
