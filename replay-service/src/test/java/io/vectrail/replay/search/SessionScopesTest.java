package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A session says how many exchanges it is of, and so is nothing for whoever may not see each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionScopesTest {

    private static final Engines ENGINES = Engines.shared();
    private static final Instant START = Instant.parse("2025-09-09T09:09:09Z");
    private static final String RUN = UUID.randomUUID().toString();
    private static final Scope SEARCH = new Scope.Only(Set.of(), Set.of("team-search"));

    private Service service;
    private ClickHouse clickHouse;
    private Sessions sessions;
    private Exchanges exchanges;
    private ExchangeLookup lookup;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        clickHouse = new ClickHouse(service.clickHouse());
        sessions = new Sessions(clickHouse);
        exchanges = new Exchanges(clickHouse);
        lookup = new ExchangeLookup(clickHouse);
    }

    @AfterAll
    void stop() {
        clickHouse.close();
        service.close();
    }

    @Test
    void aSessionOfWhichOneExchangeIsOfAnotherTeamIsNotThereThoughTheExchangesAre() {
        String subject = "mover-" + RUN;
        Instant start = START;
        // Two sessions without a name, an hour apart, and one with a name at the same time as the first.
        call(subject, start, null, "team-search");
        call(subject, start.plusSeconds(60), null, "team-search", "x");
        AuditExchange named = call(subject, start.plusSeconds(30), "evening", "team-search");
        call(subject, start.plusSeconds(90), "evening", "team-ads");
        call(subject, start.plus(Duration.ofHours(1)), null, "team-ads");
        session(subject, "first", null, start, start.plusSeconds(60), 2);
        session(subject, "named", "evening", start.plusSeconds(30), start.plusSeconds(90), 2);
        session(subject, "second", null, start.plus(Duration.ofHours(1)), start.plus(Duration.ofHours(1)), 1);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 5);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 3);

        assertThat(seen(subject, "team-search")).containsExactly("first-" + RUN);
        assertThat(seen(subject, "team-ads")).containsExactly("second-" + RUN);
        assertThat(seen(subject, "team-ads", "team-search"))
                .containsExactlyInAnyOrder("first-" + RUN, "named-" + RUN, "second-" + RUN);
        Sight both = whole(new Scope.Only(Set.of(), Set.of("team-search", "team-ads")));
        assertThat(lookup.one(named.getId(), both).orElseThrow().sessionId()).isEqualTo("named-" + RUN);
        assertThat(lookup.one(named.getId(), whole(SEARCH)).orElseThrow().sessionId())
                .isNull();
        assertThat(sessions.one("named-" + RUN, SEARCH)).isEmpty();
        Session evening = sessions.one("named-" + RUN, Scope.EVERYTHING).orElseThrow();
        assertThat(exchanges.of(evening, null, 50, whole(SEARCH)).items()).hasSize(1);
    }

    /** It is archived before the exchanges that it counts, which may be another team's. */
    @Test
    void oneOfWhichAnExchangeIsStillOnItsWayIsNotThere() {
        String subject = "lag-" + RUN;
        call(subject, START, null, "team-search");
        session(subject, "lag", null, START, START.plusSeconds(60), 2);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 1);
        assertThat(sessions.one("lag-" + RUN, SEARCH)).isEmpty();
        assertThat(seen(subject, "team-search")).isEmpty();
        call(subject, START.plusSeconds(60), null, "team-search");
        Awaitility.await("both are there")
                .untilAsserted(
                        () -> assertThat(sessions.one("lag-" + RUN, SEARCH)).isPresent());
    }

    /** An edge was away for longer than sessions are remembered: its late call begins another one within the old one. */
    @Test
    void oneWithAnotherInsideIsNotThereWhereACallOfAnotherTeamIsTakenForTheOthers() {
        String subject = "late-" + RUN;
        Instant late = START.plus(Duration.ofMinutes(10));
        Instant end = START.plus(Duration.ofMinutes(20));
        call(subject, START, null, "team-search");
        call(subject, late, null, "team-search");
        call(subject, end, null, "team-ads");
        session(subject, "old", null, START, end, 2);
        session(subject, "new", null, late, late, 1);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 3);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 2);
        assertThat(seen(subject, "team-search")).doesNotContain("old-" + RUN);
        assertThat(sessions.one("old-" + RUN, SEARCH)).isEmpty();
    }

    @Test
    void oneThatTookInAnotherIsNotThereWhileThatOneStillIs() {
        String subject = "merge-" + RUN;
        Instant end = START.plus(Duration.ofMinutes(40));
        call(subject, START, null, "team-search");
        call(subject, START.plus(Duration.ofMinutes(20)), null, "team-search");
        call(subject, end, null, "team-ads");
        session(subject, "whole", null, START, end, 3);
        session(subject, "part", null, end, end, 1);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 3);
        service.awaitItems("/api/v1/sessions?subject=" + subject, 2);
        assertThat(seen(subject, "team-search")).isEmpty();
        assertThat(sessions.one("whole-" + RUN, SEARCH)).isEmpty();
    }

    private static Sight whole(Scope scope) {
        return new Sight(scope, scope);
    }

    private List<String> seen(String subject, String... groups) {
        Sessions.Filter filter = new Sessions.Filter(subject, null, null, null);
        return sessions.newestFirst(filter, null, 50, new Scope.Only(Set.of(), Set.of(groups))).items().stream()
                .map(Session::id)
                .toList();
    }

    private static AuditExchange call(String subject, Instant time, @Nullable String session, String... groups) {
        AuditExchange exchange = Samples.exchange(subject, time, "a text");
        exchange.setSession(session);
        exchange.getCaller().setGroups(List.of(groups));
        ENGINES.publish(exchange);
        return exchange;
    }

    private static void session(
            String subject, String id, @Nullable String name, Instant start, Instant end, int exchanges) {
        AuditSession session = Samples.session(id + "-" + RUN, subject, start, end, exchanges);
        session.setName(name);
        ENGINES.publish(session);
    }
}
