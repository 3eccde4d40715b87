package io.vectrail.streams;

import static io.vectrail.streams.session.Exchanges.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.event.AuditSession;
import io.vectrail.event.DeadLetter;
import io.vectrail.event.DeadLetterForm;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, on a real broker and a real registry, which some of these tests stop. */
@Timeout(300)
class StreamsProgramTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path home;

    private static Broker broker;
    private static Registry registry;
    private static TopicBench topics;
    private static @Nullable ProgramProcess latest;

    @BeforeAll
    static void startEngines() {
        CompletableFuture<Registry> beside = CompletableFuture.supplyAsync(Registry::start);
        broker = Broker.start();
        registry = beside.join();
        topics = new TopicBench(broker.bootstrap(), registry.url());
    }

    @AfterAll
    static void stopEngines() {
        if (latest != null) {
            latest.close();
        }
        topics.close();
        registry.close();
        broker.close();
    }

    @Test
    void aSessionIsSeenWithinTwoSecondsAndThePageOfMetersShowsIt() {
        ProgramProcess program = ready();
        String subject = newSubject();
        try (var sessions = topics.read(Topics.SESSIONS)) {
            sessions.poll();
            Instant sent = Instant.now();
            topics.send(exchange(subject, "openai", now()));
            List<AuditSession> seen = awaitSessions(sessions, subject, 1);
            assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(seen.getLast().getExchanges()).isEqualTo(1);
        }
        assertThat(program.body("/metrics"))
                .contains("vectrail_sessions_exchanges_total{effect=\"started\"}")
                .contains("kafka_stream_")
                .contains("jvm_memory_used_bytes");
    }

    @Tag("heavy") // two more starts of the program; kills, below, keep them, too
    @Test
    void aRestartKeepsTheSessionsItKnew() {
        ProgramProcess program = ready();
        String subject = newSubject();
        Instant at = now();
        try (var sessions = topics.read(Topics.SESSIONS)) {
            topics.send(exchange(subject, "openai", at));
            AuditSession before = awaitSessions(sessions, subject, 1).getLast();
            assertThat(program.stop()).isEqualTo(ProgramProcess.BY_SIGTERM);
            topics.send(exchange(subject, "openai", at.plusSeconds(60)));
            start().awaitReady();
            AuditSession after = awaitSessions(sessions, subject, 1).getLast();
            assertThat(after.getId()).isEqualTo(before.getId());
            assertThat(after.getExchanges()).isEqualTo(2);
            assertThat(after.getStart()).isEqualTo(at);
            assertThat(after.getEnd()).isEqualTo(at.plusSeconds(60));
        }
    }

    @Test
    void everyExchangeCountsExactlyOnceAcrossKills() {
        int subjects = 8;
        int each = 400;
        String run = newSubject();
        Instant at = now();
        ProgramProcess program = ready();
        try (var sessions = topics.read(Topics.SESSIONS)) {
            List<AuditSession> seen = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                for (int subject = 0; subject < subjects; subject++) {
                    topics.send(exchange(run + subject, "openai", at.plusMillis(i)));
                }
                if (i % 150 == 149) {
                    topics.flush();
                    readOn(sessions, run, seen, seen.size() + 1);
                    program.kill();
                    program = start();
                }
            }
            topics.flush();
            readOn(sessions, run, seen, subjects * each);
            List<Long> counts = LongStream.rangeClosed(1, each).boxed().toList();
            for (int subject = 0; subject < subjects; subject++) {
                String name = run + subject;
                assertThat(TopicBench.countsOf(name, seen))
                        .as("each count of %s once and in order", name)
                        .isEqualTo(counts);
            }
            assertThat(seen.stream().map(AuditSession::getId).distinct()).hasSize(subjects);
        }
    }

    @Test
    void poisonThatIsLargerThanAnyLetterIsSetAsideAndTheRestGoesOn() {
        ready();
        String subject = newSubject();
        byte[] poison = new byte[3 << 20];
        topics.sendRaw(subject, poison);
        topics.send(exchange(subject, "openai", now()));
        try (var sessions = topics.read(Topics.SESSIONS);
                var letters = topics.read(Topics.DEADLETTER)) {
            awaitSessions(sessions, subject, 1);
            List<DeadLetter> found = new ArrayList<>();
            await().atMost(SOON).until(() -> {
                letters.poll().stream()
                        .filter(seen -> seen.value().getKey().equals(ByteBuffer.wrap(TopicBench.utf8(subject))))
                        .peek(seen -> assertThat(seen.record().key()).startsWith("vectrail.exchanges-"))
                        .map(TopicBench.Seen::value)
                        .forEach(found::add);
                return !found.isEmpty();
            });
            assertThat(found)
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.getValue().remaining()).isEqualTo(DeadLetterForm.MOST_VALUE_BYTES))
                    .satisfies(letter -> assertThat(letter.getReason()).contains("of " + poison.length + " bytes"));
        }
    }

    @Tag("heavy") // engines of its own start late
    @Test
    void itStartsBeforeKafkaAndTheRegistryAreThereAndIsReadyWhenTheyAre() {
        if (latest != null) {
            latest.close();
        }
        broker.stop();
        registry.stop();
        ProgramProcess program = start();
        await().atMost(SOON).until(() -> program.status("/health/live") == 200);
        await().atMost(SOON).until(() -> program.condition("kafka").equals("down"));
        assertThat(program.status("/health/ready")).isEqualTo(503);
        broker.restart();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> program.condition("kafka").equals("up"));
        await().atMost(SOON).until(() -> program.body("/health/ready").contains("registry.urls"));
        assertThat(program.status("/health/ready")).isEqualTo(503);
        registry.restart();
        program.awaitReady();
    }

    @Tag("heavy") // waits for a broker to be missed
    @Test
    void aBrokerThatGoesAwayAndComesBackIsAPause() {
        ProgramProcess program = ready();
        String subject = newSubject();
        Instant at = now();
        try (var sessions = topics.read(Topics.SESSIONS)) {
            topics.send(exchange(subject, "openai", at));
            AuditSession before = awaitSessions(sessions, subject, 1).getLast();
            broker.kill();
            await().atMost(SOON).until(() -> program.condition("kafka").equals("down"));
            broker.restart();
            topics.send(exchange(subject, "openai", at.plusSeconds(1)));
            AuditSession after = awaitSessions(sessions, subject, 1).getLast();
            assertThat(after.getId()).isEqualTo(before.getId());
            assertThat(after.getExchanges()).isEqualTo(2);
        }
        program.awaitReady();
    }

    @Test
    void aRegistryThatIsAwayLaterStopsNothingThatIsKnown() {
        ProgramProcess program = ready();
        String subject = newSubject();
        try (var sessions = topics.read(Topics.SESSIONS)) {
            topics.send(exchange(subject, "openai", now()));
            awaitSessions(sessions, subject, 1);
            registry.stop();
            topics.send(exchange(subject, "openai", now()));
            awaitSessions(sessions, subject, 1);
            await().atMost(SOON).until(() -> program.condition("registry").equals("degraded"));
            assertThat(program.status("/health/ready")).isEqualTo(200);
        } finally {
            registry.restart();
        }
    }

    /** The program that the case before has left running, or a new one. */
    private static ProgramProcess ready() {
        ProgramProcess program = latest != null && latest.alive() ? latest : start();
        return program.awaitReady();
    }

    /** Its folder is that of the one before, which has ended. */
    private static ProgramProcess start() {
        if (latest != null) {
            latest.close();
        }
        latest = ProgramProcess.start(home, broker.bootstrap(), registry.url());
        return latest;
    }

    private static List<AuditSession> awaitSessions(
            TopicBench.Reader<AuditSession> sessions, String subject, int count) {
        List<AuditSession> found = new ArrayList<>();
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> {
            found.addAll(TopicBench.sessionsOf(subject, sessions.poll()));
            return found.size() >= count;
        });
        return found;
    }

    private static void readOn(
            TopicBench.Reader<AuditSession> sessions, String run, List<AuditSession> seen, int atLeast) {
        // After a kill the group has to miss a member, and the state to be restored, before anything goes on.
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            sessions.poll().stream()
                    .map(TopicBench.Seen::value)
                    .filter(session -> session.getSubject().startsWith(run))
                    .forEach(seen::add);
            return seen.size() >= atLeast;
        });
    }

    private static String newSubject() {
        return "caller-" + UUID.randomUUID();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
