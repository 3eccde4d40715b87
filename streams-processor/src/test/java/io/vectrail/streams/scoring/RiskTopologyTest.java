package io.vectrail.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AlertKind;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Authentication;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.CallerRisk;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import io.vectrail.streams.session.Exchanges;
import io.vectrail.streams.state.CallerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskTopologyTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    private Path state;

    @Test
    void eachExchangeOfAKnownCallerIsScoredOnceUnderItsSubject() {
        try (RiskBench bench = new RiskBench(state)) {
            AuditExchange exchange = Calls.call("alice", MONDAY, "how do I renew my passport");
            bench.send(exchange);
            assertThat(bench.scores()).singleElement().satisfies(score -> {
                assertThat(score.getExchange()).isEqualTo(exchange.getId());
                assertThat(score.getSubject()).isEqualTo("alice");
                assertThat(score.getAt()).isEqualTo(MONDAY);
                assertThat(score.getSession()).isNotEmpty();
                assertThat(score.getVersion()).isEmpty();
                assertThat(score.getOfCaller().getScore()).isZero();
                assertThat(score.getOfCaller().getLevel()).isEqualTo(RiskLevel.LOW);
            });
            assertThat(bench.told()).as("nothing to tell").isEmpty();
        }
    }

    @Test
    void refusalsBeforeIdentityIsKnownAreNobodys() {
        try (RiskBench bench = new RiskBench(state)) {
            AuditExchange stranger = Exchanges.exchange("anonymous", "openai", MONDAY);
            stranger.getCaller().setAuthentication(Authentication.NONE);
            bench.send(stranger);
            assertThat(bench.scores()).isEmpty();
        }
    }

    @Test
    void guessesAtATextBecomeOneAlertThatNamesThemAndTheReason() {
        try (RiskBench bench = new RiskBench(state)) {
            List<AuditExchange> guesses = guesses("mallory", MONDAY, 60);
            bench.send(guesses.toArray(AuditExchange[]::new));
            RiskScore last = bench.scores().getLast();
            assertThat(last.getOfCaller().getLevel()).isIn(RiskLevel.HIGH, RiskLevel.CRITICAL);
            assertThat(last.getOfCaller().getParts())
                    .extracting(RiskPart::getSignal)
                    .contains("near-duplicates", "probing");
            List<RiskAlert> alerts = bench.alerts();
            assertThat(alerts.getFirst().getKind()).isEqualTo(AlertKind.RAISED);
            assertThat(alerts).extracting(RiskAlert::getKind).containsOnlyOnce(AlertKind.RAISED);
            assertThat(alerts)
                    .extracting(RiskAlert::getAlert)
                    .containsOnly(alerts.getFirst().getAlert());
            assertThat(alerts.getFirst().getExchanges())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(10)
                    .allSatisfy(behind -> {
                        assertThat(guesses).extracting(AuditExchange::getId).contains(behind.getId());
                        assertThat(behind.getParts()).isNotEmpty();
                    });
            assertThat(alerts.getFirst().getRisk().getScore()).isBetween(65.0, 100.0);
        }
    }

    @Test
    void alertsAreStampedWhenTheyAreWrittenHoweverLateTheirExchangesCame() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", RiskBench.CLOCK.instant().minus(Duration.ofDays(30)), 60)
                    .toArray(AuditExchange[]::new));
            assertThat(bench.alertStamps()).isNotEmpty().containsOnly(RiskBench.CLOCK.instant());
        }
    }

    @Test
    void anAlertSubsidesWithTheFirstExchangeAfterItsScoreHasFallen() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", MONDAY, 60).toArray(AuditExchange[]::new));
            String first = bench.alerts().getFirst().getAlert();
            bench.send(
                    Calls.call("mallory", MONDAY.plus(Duration.ofDays(5)), "what is for lunch in the canteen today"));
            assertThat(bench.alerts()).singleElement().satisfies(step -> {
                assertThat(step.getKind()).isEqualTo(AlertKind.SUBSIDED);
                assertThat(step.getAlert()).isEqualTo(first);
            });
            bench.send(guesses("mallory", MONDAY.plus(Duration.ofDays(6)), 60).toArray(AuditExchange[]::new));
            assertThat(bench.alerts().getFirst()).satisfies(step -> {
                assertThat(step.getKind()).isEqualTo(AlertKind.RAISED);
                assertThat(step.getAlert()).isNotEqualTo(first);
            });
        }
    }

    @Test
    void oneThatSubsidesAndIsRaisedAnewAtOnceSaysHowFarItHadFallen() {
        RiskSettings brief = settings("risk: { weights: { refused: 100 }, halfLife: 1m }");
        try (RiskBench bench = new RiskBench(state, hash -> brief, InlineBodies::new)) {
            for (int i = 0; i < 12; i++) {
                bench.send(Calls.refused("mallory", MONDAY.plusSeconds(i), "a secret " + i));
            }
            assertThat(bench.alerts()).isNotEmpty();
            bench.send(Calls.refused("mallory", MONDAY.plusSeconds(300), "a secret again"));
            List<RiskAlert> steps = bench.alerts();
            assertThat(steps).extracting(RiskAlert::getKind).containsExactly(AlertKind.SUBSIDED, AlertKind.RAISED);
            assertThat(steps.getFirst().getRisk().getScore()).isLessThan(50);
            assertThat(steps.getFirst().getRisk().getLevel()).isEqualTo(RiskLevel.LOW);
            assertThat(steps.getLast().getRisk().getScore()).isGreaterThan(65);
        }
    }

    @Test
    void anAlertSubsidesAlsoWhereItsCallerWasForgottenMeanwhile() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", MONDAY, 60).toArray(AuditExchange[]::new));
            String first = bench.alerts().getFirst().getAlert();
            double held = bench.told().getLast().getPoints();
            assertThat(held).isPositive();
            bench.send(Calls.call("mallory", MONDAY.plus(Duration.ofDays(62)), "what is for lunch in the canteen"));
            assertThat(bench.alerts()).singleElement().satisfies(step -> {
                assertThat(step.getKind()).isEqualTo(AlertKind.SUBSIDED);
                assertThat(step.getAlert()).isEqualTo(first);
            });
        }
    }

    @Test
    void anExchangeWithAnIdThatDoesNotFitIntoWhatIsRememberedIsSetAside() {
        try (RiskBench bench = new RiskBench(state)) {
            AuditExchange strange = Calls.call("alice", MONDAY, "hello there my friend");
            strange.setId("x".repeat(2_000_000));
            bench.send(strange);
            assertThat(bench.scores()).isEmpty();
            assertThat(bench.deadLetters()).hasSize(1);
            bench.send(Calls.call("alice", MONDAY, "hello again my friend"));
            assertThat(bench.scores()).hasSize(1);
        }
    }

    @Test
    void anExchangeIsScoredByTheDocumentThatItCarries() {
        RiskSettings heavy = settings("risk: { weights: { refused: 100 } }");
        RiskSettings nothing = settings("risk: { weights: { refused: 0 }, halfLife: 1h }");
        Documents documents =
                hash -> hash.equals("heavy") ? heavy : hash.equals("light") ? nothing : RiskSettings.DEFAULT;
        try (RiskBench bench = new RiskBench(state, documents, InlineBodies::new)) {
            for (int i = 0; i < 10; i++) {
                Instant at = MONDAY.plusSeconds(i);
                bench.send(Calls.under(i % 2 == 0 ? "heavy" : "light", Calls.refused("alice", at, "a secret " + i)));
            }
            List<RiskScore> scores = bench.scores();
            RiskScore byHeavy = scores.get(8);
            RiskScore byLight = scores.get(9);
            assertThat(byHeavy.getOfExchange().getScore()).isGreaterThan(50);
            assertThat(byHeavy.getDocumentHash()).isEqualTo("heavy");
            assertThat(byLight.getOfExchange().getScore()).isZero();
            assertThat(byLight.getOfCaller().getScore())
                    .as("what was, weighs by the present document, too")
                    .isZero();
            assertThat(byLight.getHalfLifeMillis()).isEqualTo(3_600_000);
        }
    }

    @Test
    void theSameExchangesGiveTheSameBits(@TempDir Path other) {
        List<AuditExchange> exchanges = new ArrayList<>(guesses("mallory", MONDAY, 40));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            exchanges.add(Calls.call(
                    "caller" + random.nextInt(5),
                    MONDAY.plusSeconds(random.nextInt(500_000)),
                    Calls.sentence(random, 4 + random.nextInt(30))));
        }
        assertThat(bits(state, exchanges)).isEqualTo(bits(other, exchanges));
    }

    private static List<String> bits(Path folder, List<AuditExchange> exchanges) {
        try (RiskBench bench = new RiskBench(folder)) {
            bench.send(exchanges.toArray(AuditExchange[]::new));
            return bench.scores().stream()
                    .map(score -> HexFormat.of().formatHex(AvroBinary.write(score, 1024)))
                    .toList();
        }
    }

    @Test
    void aLateExchangeIsScoredToo() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", MONDAY, 40).toArray(AuditExchange[]::new));
            double before = bench.scores().getLast().getOfCaller().getScore();
            AuditExchange late =
                    Calls.call("mallory", MONDAY.minus(Duration.ofDays(9)), "from an edge that was cut off");
            bench.send(late);
            assertThat(bench.scores()).singleElement().satisfies(score -> {
                assertThat(score.getExchange()).isEqualTo(late.getId());
                assertThat(score.getOfCaller().getScore()).isEqualTo(before);
            });
        }
    }

    @Test
    void anEdgeWhoseClockIsYearsAheadDoesNotMakeACallerHarmless() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.sendStamped(
                    Calls.call("mallory", Instant.parse("2286-01-01T00:00:00Z"), "hello there my friend"), MONDAY);
            bench.send(guesses("mallory", MONDAY.plusSeconds(60), 60).toArray(AuditExchange[]::new));
            assertThat(bench.scores().getLast().getOfCaller().getLevel()).isIn(RiskLevel.HIGH, RiskLevel.CRITICAL);
        }
    }

    @Test
    void edgesAreToldWhatIsNewAndThatScoresAreDerived() {
        try (RiskBench bench = new RiskBench(state)) {
            List<AuditExchange> guesses = guesses("mallory", MONDAY, 60);
            bench.send(guesses.toArray(AuditExchange[]::new));
            List<CallerRisk> told = bench.told();
            List<RiskScore> scores = bench.scores();
            assertThat(told).isNotEmpty().hasSizeLessThan(guesses.size()).allSatisfy(one -> {
                assertThat(one.getSubject()).isEqualTo("mallory");
                assertThat(one.getHalfLifeMillis())
                        .isEqualTo(Duration.ofHours(12).toMillis());
            });
            assertThat(Math.min(100, told.getLast().getPoints()))
                    .isCloseTo(scores.getLast().getOfCaller().getScore(), within(0.5));
            bench.pass(RiskProcessor.BEAT_EVERY);
            assertThat(bench.told()).singleElement().satisfies(beat -> {
                assertThat(beat.getSubject()).isEmpty();
                assertThat(beat.getBehindMillis()).isPositive();
            });
            bench.pass(RiskProcessor.BEAT_EVERY);
            assertThat(bench.told())
                    .singleElement()
                    .satisfies(beat -> assertThat(beat.getBehindMillis()).isZero());
        }
    }

    @Test
    void whatIsRememberedOfACallerIsBounded() {
        try (RiskBench bench = new RiskBench(state)) {
            Random random = new Random(1);
            Instant at = MONDAY;
            for (int i = 0; i < 1000; i++) {
                at = at.plus(Duration.ofMinutes(55));
                AuditExchange exchange = i % 5 == 0
                        ? Calls.refused("alice", at, Calls.sentence(random, 30))
                        : Calls.call("alice", at, Calls.sentence(random, 30), Calls.sentence(random, 30));
                exchange.setConnection("connection-with-a-long-name-" + i);
                exchange.getCaller().setAddress("10." + random.nextInt(256) + "." + random.nextInt(256) + ".1");
                exchange.getCaller().setUserAgent("client " + (char) ('a' + random.nextInt(26)));
                bench.send(exchange);
            }
            assertThat(bench.entries(RiskTopology.CALLERS))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.value.length).isBetween(3000, CallerStore.MOST_BYTES));
        }
    }

    @Test
    void callersAndSessionsThatAreSilentForLongAreForgotten() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", MONDAY, 30).toArray(AuditExchange[]::new));
            assertThat(bench.stored(RiskTopology.SESSIONS)).isEqualTo(1);
            bench.send(Calls.call("bob", MONDAY.plus(Duration.ofDays(80)), "hello"));
            bench.send(Calls.call("bob", MONDAY.plus(Duration.ofDays(81)), "hello"));
            assertThat(bench.entries(RiskTopology.CALLERS))
                    .extracting(entry -> new String(entry.key.get(), StandardCharsets.UTF_8))
                    .containsExactly("bob");
            assertThat(bench.stored(RiskTopology.SESSIONS)).isZero();
        }
    }

    @Test
    void aSessionThatAbsorbsAnotherHasItsRisk() {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(Calls.call("mallory", MONDAY, "good morning to all of you"));
            bench.send(
                    guesses("mallory", MONDAY.plus(Duration.ofMinutes(50)), 40).toArray(AuditExchange[]::new));
            RiskScore later = bench.scores().getLast();
            bench.send(Calls.call("mallory", MONDAY.plus(Duration.ofMinutes(25)), "between the two of them"));
            RiskScore merged = bench.scores().getLast();
            assertThat(merged.getSession()).isNotEqualTo(later.getSession());
            assertThat(merged.getOfSession().getScore())
                    .isGreaterThan(40)
                    .isEqualTo(later.getOfSession().getScore());
        }
    }

    @Test
    void whatWasStoredIsReadAgainAsItWas() throws IOException {
        try (RiskBench bench = new RiskBench(state)) {
            bench.send(guesses("mallory", MONDAY, 60).toArray(AuditExchange[]::new));
            byte[] stored = bench.entries(RiskTopology.CALLERS).getFirst().value;
            byte[] binary = EventSerde.unframed(stored);
            Remembered read =
                    CallerForm.remembered(AvroBinary.read(binary, CallerState.getClassSchema(), CallerState.class));
            assertThat(AvroBinary.write(CallerForm.stored(read), 1024)).isEqualTo(binary);
            assertThat(read.alert()).isNotNull();
        }
    }

    @Test
    void namesThatStateHangsOnStay() {
        try (RiskBench bench = new RiskBench(state)) {
            assertThat(bench.description())
                    .contains("Processor: sessions (stores: [sessions-by-start])")
                    .contains("Processor: risk", "risk-sessions", "risk-callers")
                    .contains("Sink: risk-out (topic: vectrail.risk)")
                    .contains("Sink: callers-out (topic: vectrail.callers)")
                    .contains("Sink: alerts-out (topic: vectrail.alerts)");
        }
    }

    private static List<AuditExchange> guesses(String subject, Instant from, int count) {
        Random random = new Random(42);
        String target = Calls.sentence(random, 32);
        List<AuditExchange> guesses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            guesses.add(Calls.call(subject, from.plusSeconds(i), Calls.guess(random, target)));
        }
        return guesses;
    }

    private static RiskSettings settings(String document) {
        return RiskSettings.of(document.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
