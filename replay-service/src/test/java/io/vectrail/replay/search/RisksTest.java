package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vectrail.document.risk.Levels;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import io.vectrail.replay.Engines;
import io.vectrail.replay.RiskSamples;
import io.vectrail.replay.Samples;
import io.vectrail.replay.archive.ArchiveRun;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.CallerRisks.Filter;
import io.vectrail.replay.search.text.TextQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the archive says of scores: of callers now and then, of exchanges in lists, of sessions, within scopes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RisksTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String RUN = UUID.randomUUID().toString();
    private static final Levels LEVELS = RiskSettings.DEFAULT.levels();
    private static final Scope SEARCH = new Scope.Only(Set.of("search"), Set.of());
    private static final Scope TEAM = new Scope.Only(Set.of(), Set.of("team-search"));

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Map<String, RecordMetadata> ends = new HashMap<>();
    private ArchiveRun archive;
    private ClickHouse clickHouse;
    private CallerRisks callers;
    private Sessions sessions;

    @BeforeAll
    void start() {
        archive = new ArchiveRun(ENGINES).from(ENGINES.ends()).start();
        clickHouse = archive.clickHouse();
        callers = new CallerRisks(clickHouse, Clock.fixed(now, ZoneOffset.UTC));
        sessions = new Sessions(clickHouse);
    }

    @AfterAll
    void stop() {
        archive.close();
    }

    @Test
    void aCallersScoreIsWhatIsLeftNowOfTheLatest() {
        String caller = "decay-" + RUN;
        scored(caller, now.minus(Duration.ofHours(30)), 99, 99);
        AuditExchange last = exchange(caller, now.minus(Duration.ofHours(12)), "ads");
        RiskScore score = RiskSamples.score(last, "s-1", 10, 20, 30);
        score.setOfCaller(RiskSamples.risk(
                new RiskPart("coverage", 1.0, 80.0, 80.0, ""), new RiskPart("burst", 0.5, 100.0, 50.0, "")));
        publish(score);
        // Late, and of a clock that is ahead for days: neither is the latest.
        scored(caller, now.minus(Duration.ofHours(20)), 1, 1);
        scored(caller, now.plus(Duration.ofDays(3)), 1, 1);
        awaitArchived();

        CallerRisk held = list(caller, null, Scope.EVERYTHING).getFirst();
        assertThat(held.score())
                .as("of 130 points, and not of the 100 that a score can have")
                .isCloseTo(65, within(1e-9));
        assertThat(held.level()).isEqualTo("HIGH");
        assertThat(held.at()).isEqualTo(last.getReceivedAt());
        assertThat(held.exchange()).isEqualTo(last.getId());
        assertThat(held.session()).isEqualTo("s-1");
        assertThat(held.connection()).isEqualTo("ads");
        assertThat(held.parts())
                .containsExactly(
                        new CallerRisk.Part("coverage", 0.5, 80, 40), new CallerRisk.Part("burst", 0.25, 100, 25));
        assertThat(callers.score(caller, Scope.EVERYTHING).orElseThrow()).isEqualTo(held.score());
        assertThat(one(caller, Scope.EVERYTHING)).isEqualTo(held);
        CallerRisks later = new CallerRisks(clickHouse, Clock.fixed(now.plus(Duration.ofHours(12)), ZoneOffset.UTC));
        assertThat(later.score(caller, Scope.EVERYTHING).orElseThrow()).isCloseTo(32.5, within(1e-9));
        CallerRisks muchLater = new CallerRisks(clickHouse, Clock.fixed(now.plus(Duration.ofDays(31)), ZoneOffset.UTC));
        assertThat(muchLater.score(caller, Scope.EVERYTHING)).isEmpty();
    }

    @Test
    void aListIsByScoreAndPageByPageTheSameWhateverTimeGoesBy() {
        String run = "paged-" + RUN;
        for (int i = 0; i < 23; i++) {
            // Half-lives differ a little, and so do scores of as many points.
            AuditExchange exchange = exchange(run + "-" + (char) ('a' + i), now.minusSeconds(60), "ads");
            RiskScore score = RiskSamples.score(exchange, 1, 100 - 8 * (i / 2));
            score.setHalfLifeMillis(Duration.ofHours(12 + i % 2).toMillis());
            publish(score);
        }
        awaitArchived();
        List<String> expected = list(run, null, Scope.EVERYTHING).stream()
                .map(CallerRisk::subject)
                .toList();
        assertThat(expected).hasSize(23);
        assertThat(list(run, null, Scope.EVERYTHING))
                .isSortedAccordingTo(
                        Comparator.comparingDouble(CallerRisk::score).reversed().thenComparing(CallerRisk::subject));
        List<CallerRisk> all = new ArrayList<>();
        CallerCursor cursor = null;
        int hours = 0;
        do {
            CallerRisks then =
                    new CallerRisks(clickHouse, Clock.fixed(now.plus(Duration.ofHours(hours++)), ZoneOffset.UTC));
            Page<CallerRisk> page = then.highestFirst(
                    new Filter(run.toUpperCase(Locale.ROOT), null, ""), LEVELS, cursor, 5, Scope.EVERYTHING);
            all.addAll(page.items());
            cursor = page.nextCursor() == null
                    ? null
                    : CallerCursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null);
        assertThat(all).extracting(CallerRisk::subject).containsExactlyElementsOf(expected);
        for (RiskLevel level : List.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL)) {
            assertThat(list(run, level, Scope.EVERYTHING))
                    .containsExactlyElementsOf(all.stream()
                            .filter(caller -> caller.level().equals(level.name()))
                            .toList())
                    .isNotEmpty();
        }
        assertThat(list("%" + run, null, Scope.EVERYTHING)).isEmpty();
    }

    @Test
    void aScoringOfHistoryIsAnotherAndLeavesTheLiveOneAsItIs() {
        String caller = "again-" + RUN;
        AuditExchange exchange = exchange(caller, now, "ads");
        publish(RiskSamples.score(exchange, 10, 20));
        RiskScore again = RiskSamples.score(exchange, 80, 90);
        again.setVersion("weights-2");
        publish(again);
        archived(exchange);
        awaitArchived();
        assertThat(callers.highestFirst(new Filter(caller, null, "weights-2"), LEVELS, null, 5, Scope.EVERYTHING)
                        .items())
                .singleElement()
                .satisfies(found -> assertThat(found.score()).isEqualTo(90));
        assertThat(list(caller, null, Scope.EVERYTHING).getFirst().score()).isEqualTo(20);
        assertThat(callers.one(caller, "weights-2", null, null, LEVELS, Scope.EVERYTHING)
                        .orElseThrow()
                        .exchanges()
                        .getFirst()
                        .score())
                .isEqualTo(80);
        assertThat(callers.one(caller, "weights-3", null, null, LEVELS, Scope.EVERYTHING))
                .isEmpty();
        assertThat(risk(exchange, Sight.EVERYTHING).score()).isEqualTo(10);
    }

    @Test
    void aHistoryIsThinnedAndKeepsItsPeaksAndTheRiskiestComeFirst() {
        String caller = "history-" + RUN;
        Instant start = now.minus(Duration.ofDays(2));
        for (int i = 0; i < 1_300; i++) {
            scored(caller, start.plusSeconds(100L * i), i == 777 ? 90 : i % 7, i == 555 ? 99 : i % 11);
        }
        awaitArchived();
        CallerRiskDetail detail =
                callers.one(caller, "", null, null, LEVELS, Scope.EVERYTHING).orElseThrow();
        assertThat(detail.history()).hasSizeBetween(400, 500);
        assertThat(detail.history()).extracting(CallerRiskDetail.Past::at).isSorted();
        assertThat(detail.history())
                .extracting(CallerRiskDetail.Past::score)
                .as("its peak")
                .contains(99.0);
        assertThat(detail.exchanges()).hasSize(20);
        assertThat(detail.exchanges().getFirst().score()).isEqualTo(90);
        assertThat(detail.exchanges().getFirst().parts().getFirst().reason()).contains("9 of the last 10");
        assertThat(callers.one(caller, "", start.plusSeconds(1_000), start.plusSeconds(2_000), LEVELS, Scope.EVERYTHING)
                        .orElseThrow()
                        .history())
                .extracting(CallerRiskDetail.Past::at)
                .containsExactlyElementsOf(IntStream.range(10, 20)
                        .mapToObj(i -> start.plusSeconds(100L * i))
                        .toList());
    }

    @Test
    void whoeverSeesAPartOfACallersTrafficDoesNotSeeTheScoreOfAllOfIt() {
        String run = "scope-" + RUN;
        AuditExchange whole = archived(exchange(run + "-whole", now.minusSeconds(50), "search", "team-search"));
        archived(exchange(run + "-mixed", now.minusSeconds(49), "ads", "team-ads"));
        AuditExchange mixed = archived(exchange(run + "-mixed", now.minusSeconds(48), "search", "team-search"));
        AuditExchange onItsWay = exchange(run + "-lag", now.minusSeconds(47), "search", "team-search");
        AuditExchange longAgo = exchange(run + "-moved", now.minus(Duration.ofDays(35)), "ads", "team-ads");
        archived(longAgo);
        AuditExchange moved = archived(exchange(run + "-moved", now.minusSeconds(46), "search", "team-search"));
        // Of the same caller one that is archived, and one of which nobody knows yet whose it is.
        archived(exchange(run + "-next", now.minusSeconds(45), "search", "team-search"));
        AuditExchange next = exchange(run + "-next", now.minusSeconds(44), "search", "team-search");
        for (AuditExchange each : List.of(whole, mixed, onItsWay, moved, next)) {
            publish(RiskSamples.score(each, 50, 60));
        }
        awaitArchived();
        assertThat(list(run, null, Scope.EVERYTHING)).hasSize(5);
        assertThat(list(run, null, Scope.NOTHING)).isEmpty();
        for (Scope scope : List.of(SEARCH, TEAM)) {
            assertThat(list(run, null, scope))
                    .extracting(CallerRisk::subject)
                    .as(scope.toString())
                    .containsExactly(run + "-whole");
            assertThat(callers.one(run + "-whole", "", null, null, LEVELS, scope))
                    .isPresent();
            assertThat(callers.score(run + "-whole", scope)).isPresent();
            for (String other : List.of("-mixed", "-lag", "-moved", "-next")) {
                assertThat(callers.one(run + other, "", null, null, LEVELS, scope))
                        .as(other)
                        .isEmpty();
                assertThat(callers.score(run + other, scope)).as(other).isEmpty();
            }
            Sight sight = new Sight(scope, scope);
            assertThat(risk(whole, sight).caller()).isNotNull();
            ExchangeRisk partly = risk(mixed, sight);
            assertThat(partly.score()).isEqualTo(50);
            assertThat(partly.caller()).isNull();
            assertThat(partly.session()).isNull();
        }
        assertThat(list(run, null, new Scope.Only(Set.of("ads"), Set.of("team-search"))))
                .as("one that sees the rest by another way sees all")
                .extracting(CallerRisk::subject)
                .containsExactlyInAnyOrder(run + "-whole", run + "-mixed", run + "-moved");
    }

    @Test
    void exchangesFromAScoreOnAreFoundPageByPageThoughFewAreMeant() {
        String caller = "risky-" + RUN;
        Instant start = now.minus(Duration.ofHours(3));
        List<String> all = new ArrayList<>();
        List<String> ofTeam = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            AuditExchange exchange = exchange(caller, start.plusSeconds(i), i % 2 == 0 ? "ads" : "search");
            exchange.setModel(i % 5 == 0 ? "model-5" : "another");
            exchange.getCaller().setGroups(List.of(i % 3 == 0 ? "team-search" : "others"));
            archived(exchange);
            if (i != 39) {
                publish(RiskSamples.score(exchange, i == 20 ? 59.5 : 3 * i % 100, 1));
            }
            if (i != 39 && Math.max(3 * i % 100, i == 20 ? 60 : 0) >= 60) {
                all.addFirst(exchange.getId());
                if (i % 3 == 0) {
                    ofTeam.addFirst(exchange.getId());
                }
            }
        }
        awaitArchived();
        Exchanges exchanges = new Exchanges(clickHouse, new ExchangeRisks(clickHouse, 3));
        for (int limit : List.of(1, 2, 3, 7, 500)) {
            assertThat(pages(exchanges, filter(caller, null, null, 60), limit, Scope.EVERYTHING))
                    .as("limit " + limit)
                    .containsExactlyElementsOf(all);
            assertThat(pages(exchanges, filter(caller, null, null, 60), limit, TEAM))
                    .containsExactlyElementsOf(ofTeam);
            assertThat(pages(exchanges, filter(caller, new TextQuery.Word("scored"), null, 60), limit, TEAM))
                    .containsExactlyElementsOf(ofTeam);
            assertThat(pages(
                            exchanges,
                            filter(caller, new TextQuery.Word("scored"), "model-*", 60),
                            limit,
                            Scope.EVERYTHING))
                    .containsExactlyElementsOf(
                            pages(exchanges, filter(caller, null, "model-5", 60), 500, Scope.EVERYTHING))
                    .isNotEmpty()
                    .hasSizeLessThan(all.size());
        }
        assertThat(pages(exchanges, filter(caller, null, null, 0), 500, Scope.EVERYTHING))
                .as("whatever was scored")
                .hasSize(39);
        assertThat(exchanges
                        .newestFirst(filter(caller, null, null, null), null, 50, Sight.EVERYTHING)
                        .items())
                .hasSize(40)
                .satisfies(items -> {
                    assertThat(items.getFirst().risk()).isNull();
                    assertThat(items.get(1).risk()).isEqualTo(14);
                    assertThat(items.get(19).risk()).as("rounded").isEqualTo(60);
                });
        assertThat(pages(exchanges, filter(caller, null, null, 60), 500, SEARCH))
                .hasSizeLessThan(all.size())
                .isNotEmpty();
    }

    /** Rows of one exchange take a second look, which has a place of its own besides that of the page and that of the scores. */
    @Test
    void anExchangeOfWhichManyTextsFitIsThereOnceOnEachPageOfTheHighlyScored() {
        String caller = "many-texts-" + RUN;
        Instant start = now.minus(Duration.ofHours(3));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            AuditExchange exchange = Samples.exchange(
                    caller, start.plusSeconds(i), "manifold one", "manifold two", "manifold three", "manifold four");
            archived(exchange);
            publish(RiskSamples.score(exchange, i % 3 == 1 ? 10 : 80, 1));
            if (i % 3 != 1) {
                all.addFirst(exchange.getId());
            }
        }
        awaitArchived();
        Exchanges exchanges = new Exchanges(clickHouse, new ExchangeRisks(clickHouse, 3));
        // With eight the second look of a page ends beside the end of what scores were looked at.
        for (int limit : List.of(1, 3, 5, 8, 500)) {
            assertThat(pages(
                            exchanges,
                            filter(caller, new TextQuery.Word("manifold"), null, 60),
                            limit,
                            Scope.EVERYTHING))
                    .as("limit " + limit)
                    .containsExactlyElementsOf(all);
        }
    }

    /** The score under the id that is gone is nobody's, and its exchanges keep theirs. */
    @Test
    void aSessionThatTookInAnotherHasTheScoreOfItsOwnLatestAndTheOtherHasNone() {
        String caller = "merge-" + RUN;
        String first = "first-" + RUN;
        String second = "second-" + RUN;
        Instant start = now.minus(Duration.ofHours(5));
        AuditExchange early = archived(exchange(caller, start, "ads"));
        AuditExchange late = archived(exchange(caller, start.plus(Duration.ofMinutes(50)), "ads"));
        publish(RiskSamples.score(early, first, 10, 10, 10));
        publish(RiskSamples.score(late, second, 70, 70, 75));
        session(first, caller, start, start, 1);
        session(second, caller, late.getReceivedAt(), late.getReceivedAt(), 1);
        awaitArchived();
        assertThat(sessionRisks(caller)).containsExactly(Map.entry(second, 70), Map.entry(first, 10));

        AuditExchange between = archived(exchange(caller, start.plus(Duration.ofMinutes(25)), "ads"));
        publish(RiskSamples.score(between, first, 5, 44.4, 50));
        session(first, caller, start, late.getReceivedAt(), 3);
        await(ENGINES.tombstone(second));
        awaitArchived();
        assertThat(sessionRisks(caller)).containsExactly(Map.entry(first, 44));
        assertThat(sessions.one(first, Scope.EVERYTHING).orElseThrow().risk()).isEqualTo(44);
        assertThat(sessions.one(second, Scope.EVERYTHING)).isEmpty();
        Exchanges exchanges = new Exchanges(clickHouse);
        assertThat(exchanges
                        .of(sessions.one(first, Scope.EVERYTHING).orElseThrow(), null, 50, Sight.EVERYTHING)
                        .items())
                .extracting(ExchangeSummary::risk)
                .containsExactly(10, 5, 70);

        AuditExchange last = archived(exchange(caller, start.plus(Duration.ofMinutes(55)), "ads"));
        publish(RiskSamples.score(last, first, 1, 66, 70));
        session(first, caller, start, last.getReceivedAt(), 4);
        session("other-" + RUN, "another-" + caller, start, last.getReceivedAt(), 1);
        awaitArchived();
        assertThat(sessionRisks(caller)).containsExactly(Map.entry(first, 66));
        assertThat(sessions.one("other-" + RUN, Scope.EVERYTHING).orElseThrow().risk())
                .isNull();
        assertThat(list(caller, null, Scope.EVERYTHING)).hasSize(1);
    }

    private List<Map.Entry<String, Integer>> sessionRisks(String caller) {
        return sessions
                .newestFirst(new Sessions.Filter(caller, null, null, null), null, 50, Scope.EVERYTHING)
                .items()
                .stream()
                .map(session -> Map.entry(session.id(), session.risk()))
                .toList();
    }

    private List<String> pages(Exchanges exchanges, ExchangeFilter filter, int limit, Scope scope) {
        List<String> all = new ArrayList<>();
        Cursor cursor = null;
        do {
            Page<ExchangeSummary> page = exchanges.newestFirst(filter, cursor, limit, new Sight(scope, scope));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(item -> all.add(item.id()));
            cursor = page.nextCursor() == null
                    ? null
                    : Cursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null);
        return all;
    }

    private static ExchangeFilter filter(
            String caller, @Nullable TextQuery text, @Nullable String model, @Nullable Integer minRisk) {
        return ExchangeFilter.ANY
                .matching(text)
                .with(ExchangeField.SUBJECT, caller)
                .with(ExchangeField.MODEL, model)
                .scored(minRisk);
    }

    private List<CallerRisk> list(String words, @Nullable RiskLevel level, Scope scope) {
        return callers.highestFirst(new Filter(words, level, ""), LEVELS, null, 500, scope)
                .items();
    }

    private ExchangeRisk risk(AuditExchange exchange, Sight sight) {
        return Objects.requireNonNull(new ExchangeLookup(clickHouse)
                .one(exchange.getId(), sight)
                .orElseThrow()
                .risk());
    }

    private CallerRisk one(String caller, Scope scope) {
        return callers.one(caller, "", null, null, LEVELS, scope).orElseThrow().caller();
    }

    private static AuditExchange exchange(String caller, Instant at, String connection, String... groups) {
        AuditExchange exchange = Samples.exchange(caller, at, "a scored text");
        exchange.setConnection(connection);
        exchange.getCaller().setGroups(List.of(groups));
        return exchange;
    }

    private AuditExchange archived(AuditExchange exchange) {
        await(ENGINES.publish(exchange));
        return exchange;
    }

    private void scored(String caller, Instant at, double own, double ofCaller) {
        publish(RiskSamples.score(exchange(caller, at, "ads"), own, ofCaller));
    }

    private void session(String id, String caller, Instant start, Instant end, int exchanges) {
        var session = Samples.session(id, caller, start, end, exchanges);
        session.setConnection("ads");
        await(ENGINES.publish(session));
    }

    private void publish(RiskScore score) {
        await(ENGINES.publish(score));
    }

    private void await(RecordMetadata record) {
        ends.put(record.topic() + record.partition(), record);
    }

    private void awaitArchived() {
        ends.values().forEach(archive::awaitArchived);
    }
}
