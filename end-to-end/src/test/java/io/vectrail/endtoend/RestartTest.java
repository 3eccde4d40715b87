package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Programs restart under load, and all die at once; what was answered is in the archive exactly once. One program killed
 * at a time is the chaos run's, whose short form is among the heavy tests.
 */
class RestartTest {

    private static final int CLIENTS = 4;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final Platform platform = Platform.shared();
    private final EdgeClient edge = new EdgeClient(platform);
    private final ReplayApi replay = new ReplayApi(platform);
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private String subject = "";

    @BeforeEach
    void load() {
        subject = "load-" + System.nanoTime();
        String token = platform.token(subject, "research");
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> call(token));
        }
        awaitAnswers(20);
    }

    @AfterEach
    void end() {
        stop.set(true);
        clients.shutdownNow();
    }

    @Tag("heavy") // seven starts under load take minutes
    @Test
    void programsThatRestartUnderLoadLoseAndDoubleNothing() throws Exception {
        for (Role role : Role.values()) {
            platform.restart(role);
            awaitAnswers(answered.size() + 20);
        }
        check();
    }

    @Test
    void afterEverythingWasKilledEverythingRecordedIsStillThere() throws Exception {
        stop.set(true);
        platform.killAll();
        platform.start(EnumSet.allOf(Role.class));
        check();
    }

    private void call(String token) {
        while (!stop.get()) {
            int number = numbers.incrementAndGet();
            try {
                HttpResponse<byte[]> answer = edge.throughTheEdge(
                        token, "{\"model\":\"text-embedding-3-small\",\"input\":\"number" + number + "\"}");
                if (answer.statusCode() == 200) {
                    answered.put(EdgeClient.exchange(answer), "number" + number);
                }
            } catch (IOException e) {
                // The edge is away; the next number tries again.
            } catch (InterruptedException e) {
                return;
            }
            pause();
        }
    }

    private void check() throws InterruptedException {
        stop.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(70, TimeUnit.SECONDS)).isTrue();
        List<String> expected = new ArrayList<>(answered.keySet());
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(replay.ids("subject=" + subject))
                        .containsAll(expected)
                        .doesNotHaveDuplicates());
    }

    private void awaitAnswers(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> answered.size() >= count);
    }

    /** Load enough to be in the middle of something, and not so much that a program which starts has no processor left. */
    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
