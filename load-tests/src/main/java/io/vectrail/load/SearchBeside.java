package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** An auditor who searches for a word four times a second until closed. */
final class SearchBeside implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Histogram latency = new ConcurrentHistogram(3);
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Platform platform;
    private final Thread thread = Thread.ofPlatform().name("search").unstarted(this::run);

    private SearchBeside(Platform platform) {
        this.platform = platform;
    }

    static SearchBeside start(Platform platform) {
        SearchBeside search = new SearchBeside(platform);
        search.thread.start();
        return search;
    }

    /** Nanoseconds of each search that was answered. */
    Histogram latency() {
        return latency;
    }

    /** Searches that were not answered with 200. */
    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        done.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        String token = platform.token("auditor", "auditors");
        for (int number = 0; !done.get(); number++) {
            long start = System.nanoTime();
            if (found(token, Prompts.searchable(number))) {
                latency.recordValue(System.nanoTime() - start);
            } else {
                failed.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean found(String token, String word) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.replayUrl() + "/api/v1/exchanges?limit=50&q=" + word))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
