package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How many exchanges a platform's streams processor has scored since it started, by its meter. */
final class ScoredCount {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String METER = "vectrail_risk_scored_total{";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;

    ScoredCount(Platform platform) {
        this.platform = platform;
    }

    /**
     * Looks once a second until there are so many.
     *
     * @return how many there are then
     * @throws IllegalStateException when there are not within the time
     */
    long await(long scored, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - until < 0) {
            long seen = now();
            if (seen >= scored) {
                return seen;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IllegalStateException("after " + limit + " there are still not " + scored + " scores");
    }

    private long now() throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(platform.streamsAdminUrl() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(METER))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            // It does not listen yet.
            return 0;
        }
    }
}
