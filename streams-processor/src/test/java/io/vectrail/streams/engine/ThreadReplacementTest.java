package io.vectrail.streams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final StopSignal stop = new StopSignal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ThreadReplacement replacement =
            new ThreadReplacement(stop, Clock.fixed(NOON, ZoneOffset.UTC), meters);

    @Test
    void aFailedThreadIsReplacedAfterAPauseAndTheFailureIsRemembered() {
        assertThat(replacement.handle(new IllegalStateException("outer", new IllegalArgumentException("inner"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(replacement.recent()).hasValueSatisfying(failure -> {
            assertThat(failure.line()).isEqualTo("IllegalArgumentException: inner");
            assertThat(failure.until()).isEqualTo(NOON.plusSeconds(1));
        });
        assertThat(meters.counter("vectrail.streams.threads.replaced").count()).isEqualTo(1);
    }

    @Test
    void aStopEndsThePause() {
        CompletableFuture<StreamThreadExceptionResponse> answer = CompletableFuture.supplyAsync(() -> {
            replacement.handle(new IllegalStateException("first"));
            replacement.handle(new IllegalStateException("second"));
            replacement.handle(new IllegalStateException("third"));
            return replacement.handle(new IllegalStateException("fourth"));
        });
        stop.stop();
        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void pausesDoubleUpToTheirBound() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(6)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }
}
