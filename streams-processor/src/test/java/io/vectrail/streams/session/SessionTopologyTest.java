package io.vectrail.streams.session;

import static io.vectrail.streams.session.Exchanges.NOON;
import static io.vectrail.streams.session.Exchanges.exchange;
import static io.vectrail.streams.session.Exchanges.named;
import static io.vectrail.streams.session.Exchanges.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.Authentication;
import io.vectrail.event.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTopologyTest {

    private static final Duration PAUSE = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void exchangesWithoutALongPauseAreOneSession() {
        bench.send(alice(0), alice(10), alice(35));
        List<KeyValue<String, AuditSession>> published = bench.published();
        assertThat(published).hasSize(3).extracting(change -> change.key).containsOnly(published.get(0).key);
        AuditSession session = published.get(2).value;
        assertThat(session.getId()).isEqualTo(published.get(2).key);
        assertThat(session.getSubject()).isEqualTo("alice");
        assertThat(session.getConnection()).isEqualTo("openai");
        assertThat(session.getName()).isNull();
        assertThat(session.getStart()).isEqualTo(NOON);
        assertThat(session.getEnd()).isEqualTo(minute(35));
        assertThat(session.getExchanges()).isEqualTo(3);
        assertThat(session.getItems()).isEqualTo(3);
        assertThat(session.getRequestBytes()).isEqualTo(300);
        assertThat(session.getResponseBytes()).isEqualTo(24_000);
        assertThat(session.getModels()).containsExactly("text-embedding-3-small");
    }

    @Test
    void aPauseOfExactlyThirtyMinutesContinuesTheSessionAndALongerOneEndsIt() {
        bench.send(
                exchange("alice", "openai", NOON),
                exchange("alice", "openai", NOON.plus(PAUSE)),
                exchange("alice", "openai", NOON.plus(PAUSE.multipliedBy(2)).plusMillis(1)));
        assertThat(bench.table()).extracting(AuditSession::getExchanges).containsExactlyInAnyOrder(2L, 1L);
    }

    @Test
    void lateExchangesExtendASessionAtBothEndsUnderItsId() {
        bench.send(alice(60));
        String id = bench.published().get(0).key;
        bench.send(alice(35), alice(80), alice(10));
        assertThat(bench.table()).singleElement().satisfies(session -> {
            assertThat(session.getId()).isEqualTo(id);
            assertThat(session.getStart()).isEqualTo(minute(10));
            assertThat(session.getEnd()).isEqualTo(minute(80));
            assertThat(session.getExchanges()).isEqualTo(4);
        });
        assertThat(bench.stored()).isEqualTo(1);
    }

    @Test
    void aLateExchangeMergesTwoSessionsAndLeavesATombstoneForTheLaterOne() {
        bench.send(alice(0), alice(50));
        List<KeyValue<String, AuditSession>> two = bench.published();
        String earlier = two.get(0).key;
        String later = two.get(1).key;
        bench.send(alice(25));
        List<KeyValue<String, AuditSession>> merge = bench.published();
        assertThat(merge).hasSize(2);
        assertThat(merge.get(0)).isEqualTo(KeyValue.pair(later, null));
        assertThat(merge.get(1).key).isEqualTo(earlier);
        assertThat(merge.get(1).value.getStart()).isEqualTo(minute(0));
        assertThat(merge.get(1).value.getEnd()).isEqualTo(minute(50));
        assertThat(merge.get(1).value.getExchanges()).isEqualTo(3);
        assertThat(bench.stored()).isEqualTo(1);
        assertThat(bench.counted("merged")).isEqualTo(1);
    }

    @Test
    void anExchangeDaysLateIsNotDropped() {
        bench.send(alice(60 * 24 * 20), alice(0));
        assertThat(bench.table()).hasSize(2).extracting(AuditSession::getStart).contains(NOON);
    }

    @Test
    void aNamedSessionLastsThroughPausesOfADay() {
        bench.send(
                named("alice", "openai", "nightly", NOON),
                named("alice", "openai", "nightly", NOON.plus(Duration.ofHours(24))),
                named(
                        "alice",
                        "openai",
                        "nightly",
                        NOON.plus(Duration.ofHours(48)).plusMillis(1)),
                named("alice", "openai", "other", NOON),
                exchange("alice", "openai", NOON));
        assertThat(bench.table())
                .extracting(AuditSession::getName, AuditSession::getExchanges)
                .containsExactlyInAnyOrder(
                        tuple("nightly", 2L), tuple("nightly", 1L), tuple("other", 1L), tuple(null, 1L));
    }

    @Test
    void connectionsAndCallersHaveSessionsOfTheirOwn() {
        bench.send(
                exchange("alice", "openai", NOON), exchange("alice", "cohere", NOON), exchange("bob", "openai", NOON));
        assertThat(bench.table())
                .hasSize(3)
                .extracting(AuditSession::getExchanges)
                .containsOnly(1L);
    }

    @Test
    void refusalsOfKnownCallersCountAndTheirUnreadBodiesDoNot() {
        bench.send(alice(0), refused("alice", "openai", minute(1)));
        assertThat(bench.table()).singleElement().satisfies(session -> {
            assertThat(session.getExchanges()).isEqualTo(2);
            assertThat(session.getRefused()).isEqualTo(1);
            assertThat(session.getRequestBytes()).isEqualTo(100);
        });
    }

    @Test
    void anonymousRefusalsAreNobodysSession() {
        AuditExchange anonymous = refused("anonymous", "", NOON);
        anonymous.getCaller().setAuthentication(Authentication.NONE);
        bench.send(anonymous);
        assertThat(bench.published()).isEmpty();
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.counted("anonymous")).isEqualTo(1);
    }

    @Test
    void sessionsThatEndedLongAgoAreForgottenAndALaterExchangeStartsAnew() {
        bench.send(alice(0));
        String first = bench.published().get(0).key;
        bench.send(exchange("bob", "openai", NOON.plus(SessionProcessor.REMEMBERED)));
        assertThat(bench.stored()).as("exactly as old as is remembered").isEqualTo(2);
        bench.send(
                exchange("bob", "openai", NOON.plus(SessionProcessor.REMEMBERED).plus(SessionProcessor.SWEEP_EVERY)));
        assertThat(bench.stored()).isEqualTo(1);
        bench.send(alice(1));
        assertThat(bench.table())
                .filteredOn(session -> session.getSubject().equals("alice"))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.getId()).isNotEqualTo(first);
                    assertThat(session.getExchanges()).isEqualTo(1);
                });
        assertThat(bench.meters.counter("vectrail.sessions.forgotten").count()).isEqualTo(1);
    }

    @Test
    void anEdgeWhoseClockIsYearsAheadMakesNobodyForget() {
        bench.send(alice(0));
        bench.sendStamped(exchange("bob", "openai", Instant.parse("2286-01-01T00:00:00Z")), minute(5));
        bench.send(alice(10));
        bench.send(alice(20));
        assertThat(bench.table())
                .filteredOn(session -> session.getSubject().equals("alice"))
                .singleElement()
                .extracting(AuditSession::getExchanges)
                .isEqualTo(3L);
    }

    @Test
    void poisonGoesToTheDeadLettersWithItsPlaceAndTheRestGoesOn() {
        byte[] poison = "not an event".getBytes(StandardCharsets.UTF_8);
        bench.send(alice(0));
        bench.sendRaw("mallory", poison, minute(1));
        bench.send(alice(2));
        assertThat(bench.table())
                .singleElement()
                .extracting(AuditSession::getExchanges)
                .isEqualTo(2L);
        List<KeyValue<String, DeadLetter>> letters = bench.deadLetters();
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.key).isEqualTo("vectrail.exchanges-0-1");
            assertThat(letter.value.getTopic()).isEqualTo("vectrail.exchanges");
            assertThat(letter.value.getPartition()).isZero();
            assertThat(letter.value.getOffset()).isEqualTo(1);
            assertThat(letter.value.getKey()).isEqualTo(ByteBuffer.wrap("mallory".getBytes(StandardCharsets.UTF_8)));
            assertThat(letter.value.getValue()).isEqualTo(ByteBuffer.wrap(poison));
            assertThat(letter.value.getProcessor()).isEqualTo("streams-processor/session");
            assertThat(letter.value.getReason()).contains("wire format").doesNotContain("not an event");
            assertThat(letter.value.getAt()).isEqualTo(TopologyBench.CLOCK.instant());
        });
        assertThat(bench.counted("deadletter")).isEqualTo(1);
    }

    @Test
    void aSchemaThatTheRegistryDoesNotKnowATruncatedEventAndAMissingValueArePoisonToo() {
        byte[] good = bench.exchanges.framed(bench.exchanges.binary(alice(0)));
        byte[] unknownSchema = good.clone();
        unknownSchema[4] = 99;
        bench.sendRaw("a", unknownSchema, NOON);
        bench.sendRaw("a", Arrays.copyOf(good, good.length - 3), NOON);
        bench.sendRaw("a", null, NOON);
        bench.send(exchange("", "openai", NOON));
        bench.sendStamped(exchange("alice", "openai", Instant.parse("1969-12-31T00:00:00Z")), NOON);
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.value.getReason())
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("does not know schema 99"),
                        reason -> assertThat(reason).contains("not Avro binary"),
                        reason -> assertThat(reason).contains("no value"),
                        reason -> assertThat(reason).contains("subject is empty"),
                        reason -> assertThat(reason).contains("1970"));
        assertThat(bench.published()).isEmpty();
    }

    /** Names are part of the state: another one would be another changelog, and every session would start anew. */
    @Test
    void nodesAndStoreKeepTheirNames() {
        assertThat(bench.description())
                .contains("Source: exchanges (topics: [vectrail.exchanges])")
                .contains("Processor: sessions (stores: [sessions-by-start])")
                .contains("Sink: sessions-out (topic: vectrail.sessions)")
                .contains("Sink: deadletters-out (topic: vectrail.deadletter)");
    }

    private static AuditExchange alice(int minute) {
        return exchange("alice", "openai", minute(minute));
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
