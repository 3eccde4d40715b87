package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import io.vectrail.event.Side;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Database;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.text.TextQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each question answers to somebody who sees a part of the traffic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesTest {

    private static final Engines ENGINES = Engines.shared();
    /** When no other test's exchanges are. */
    private static final Instant START = Instant.parse("2025-11-11T11:11:11Z");

    private static final String RUN = UUID.randomUUID().toString();
    private static final String WORD = "w" + RUN.substring(0, 8);

    private static final String APPROVAL = Samples.idAt(START);

    private Service service;
    private ClickHouse clickHouse;
    private Exchanges exchanges;
    private ExchangeLookup lookup;
    private Sessions sessions;
    private Impact impact;
    private final List<AuditExchange> published = new ArrayList<>();

    /** By connection and by group, which of those that were published are seen. */
    record Case(Scope scope, Set<Integer> seen) {}

    static List<Case> cases() {
        return List.of(
                new Case(Scope.EVERYTHING, Set.of(0, 1, 2, 3, 4)),
                new Case(Scope.NOTHING, Set.of()),
                new Case(only("search", ""), Set.of(0, 2)),
                new Case(only("", "team-search"), Set.of(1, 2)),
                new Case(only("search", "team-search"), Set.of(0, 1, 2)),
                new Case(only("search", "team-ads"), Set.of(0, 2, 3)),
                new Case(only("search ads", ""), Set.of(0, 1, 2, 3)),
                new Case(only("", "team-search team-ads"), Set.of(1, 2, 3)),
                new Case(only("sear", "team"), Set.of()),
                new Case(only("team-search", "search"), Set.of()),
                new Case(only("SEARCH", "Team-Search"), Set.of()));
    }

    private static Scope only(String connections, String groups) {
        return new Scope.Only(names(connections), names(groups));
    }

    private static Set<String> names(String words) {
        return Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        clickHouse = new ClickHouse(service.clickHouse());
        exchanges = new Exchanges(clickHouse);
        lookup = new ExchangeLookup(clickHouse);
        sessions = new Sessions(clickHouse);
        impact = new Impact(clickHouse);
        publish("search", List.of("others"));
        publish("ads", List.of("others", "team-search"));
        publish("search", List.of("team-search"));
        publish("ads", List.of("team-ads"));
        publish("elsewhere", List.of());
        service.awaitItems("/api/v1/exchanges?q=" + WORD, published.size());
    }

    private void publish(String connection, List<String> groups) {
        int place = published.size();
        AuditExchange exchange = Samples.exchange(subject(place), at(place), WORD + " text " + place);
        exchange.setConnection(connection);
        exchange.getCaller().setGroups(groups);
        exchange.getDecision().setApprovalId(place % 2 == 1 ? APPROVAL : null);
        published.add(exchange);
        ENGINES.publish(exchange);
        AuditSession session = Samples.session("s" + place + "-" + RUN, subject(place), at(place), at(place), 1);
        session.setConnection(connection);
        ENGINES.publish(session);
    }

    private static String subject(int place) {
        return "scopes-" + place + "-" + RUN;
    }

    private static Instant at(int place) {
        return START.plusSeconds(place);
    }

    @AfterAll
    void stop() {
        clickHouse.close();
        service.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aListHasWhatItsScopeHasPageByPage(Case each) {
        List<String> ids = new ArrayList<>();
        Cursor cursor = null;
        do {
            Page<ExchangeSummary> page = exchanges.newestFirst(during(null), cursor, 2, whole(each.scope()));
            page.items().forEach(item -> {
                ids.add(item.id());
                assertThat(item.preview()).startsWith(WORD);
            });
            cursor = page.nextCursor() == null
                    ? null
                    : Cursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null);
        assertThat(ids).containsExactlyElementsOf(newestFirst(each.seen()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anApprovalLeadsToNothingThatItsScopeHasNot(Case each) {
        Set<Integer> seen = each.seen().stream().filter(place -> place % 2 == 1).collect(Collectors.toSet());
        for (TextQuery text : Arrays.asList(null, new TextQuery.Word(WORD))) {
            ExchangeFilter filter = ExchangeFilter.ANY.matching(text).with(ExchangeField.APPROVAL, APPROVAL);
            assertThat(exchanges
                            .newestFirst(filter, null, 50, whole(each.scope()))
                            .items())
                    .extracting(ExchangeSummary::id)
                    .containsExactlyElementsOf(newestFirst(seen));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void previewsAreOfTheScopeOfTextsAlone(Case each) {
        Page<ExchangeSummary> page =
                exchanges.newestFirst(during(null), null, 50, new Sight(Scope.EVERYTHING, each.scope()));
        assertThat(page.items()).hasSize(published.size());
        assertThat(page.items().stream().filter(item -> item.preview() != null).map(ExchangeSummary::id))
                .containsExactlyElementsOf(newestFirst(each.seen()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void wordsAreLookedForInTheScopeOfTextsAlone(Case each) {
        Page<ExchangeSummary> page = exchanges.newestFirst(
                during(new TextQuery.Word(WORD)), null, 50, new Sight(Scope.EVERYTHING, each.scope()));
        assertThat(page.items().stream().map(ExchangeSummary::id)).containsExactlyElementsOf(newestFirst(each.seen()));
        Page<ExchangeSummary> first = exchanges.newestFirst(
                during(new TextQuery.Word("text")), null, 1, new Sight(Scope.EVERYTHING, each.scope()));
        assertThat(first.nextCursor() != null).isEqualTo(each.seen().size() > 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreOfWhatIsSeenAlone(Case each) {
        ExchangeCounts counts = new ExchangeCounts(clickHouse, Clock.systemUTC());
        for (ExchangeFilter filter : List.of(during(null), during(new TextQuery.Word(WORD)))) {
            Sight sight = filter.text() == null
                    ? new Sight(each.scope(), Scope.NOTHING)
                    : new Sight(Scope.EVERYTHING, each.scope());
            ExchangeCounts.Counted counted = counts.of(filter, sight);
            assertThat(counted.exchanges()).isEqualTo(each.seen().size());
            assertThat(counted.facets().stream()
                            .filter(facet -> facet.field().equals("connection"))
                            .flatMap(facet -> facet.values().stream())
                            .mapToLong(ExchangeCounts.Value::exchanges)
                            .sum())
                    .isEqualTo(each.seen().stream()
                            .filter(place ->
                                    !published.get(place).getConnection().isEmpty())
                            .count());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneExchangeItsBodiesAndVectorsAreThereOrAreNot(Case each) {
        for (int place = 0; place < published.size(); place++) {
            String id = published.get(place).getId();
            boolean seen = each.seen().contains(place);
            assertThat(lookup.one(id, whole(each.scope())).isPresent()).isEqualTo(seen);
            ExchangeDetail detail =
                    lookup.one(id, new Sight(Scope.EVERYTHING, each.scope())).orElseThrow();
            assertThat(detail.readable()).isEqualTo(seen);
            assertThat(detail.items().getFirst().text() != null).isEqualTo(seen);
            for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
                assertThat(lookup.body(id, side, each.scope()).isPresent()).isEqualTo(seen);
            }
            assertThat(lookup.vector(id, 0, each.scope()).isPresent()).isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sessionsAreThereWhenAllThatTheyAreOfIs(Case each) {
        List<String> ids = new ArrayList<>();
        Cursor cursor = null;
        do {
            Page<Session> page = sessions.newestFirst(sessionsOf(null), cursor, 2, each.scope());
            page.items().forEach(item -> ids.add(item.id()));
            cursor = page.nextCursor() == null
                    ? null
                    : Cursor.decode(page.nextCursor()).orElseThrow();
        } while (cursor != null);
        assertThat(ids)
                .containsExactlyElementsOf(
                        IntStream.iterate(published.size() - 1, place -> place >= 0, place -> place - 1)
                                .filter(each.seen()::contains)
                                .mapToObj(place -> "s" + place + "-" + RUN)
                                .toList());
        for (int place = 0; place < published.size(); place++) {
            String id = "s" + place + "-" + RUN;
            boolean seen = each.seen().contains(place);
            assertThat(sessions.one(id, each.scope()).isPresent()).isEqualTo(seen);
            Session session = sessions.one(id, Scope.EVERYTHING).orElseThrow();
            assertThat(exchanges.of(session, null, 50, whole(each.scope())).items())
                    .hasSize(seen ? 1 : 0);
            assertThat(lookup.one(published.get(place).getId(), new Sight(each.scope(), Scope.NOTHING))
                            .map(ExchangeDetail::sessionId))
                    .isEqualTo(seen ? Optional.of(id) : Optional.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void policiesOnTrialAreCountedWithin(Case each) {
        Impact.Counted counted = impact.between(START, START.plusSeconds(10), each.scope());
        assertThat(counted.exchanges()).isEqualTo(each.seen().size());
        assertThat(counted.callers()).isEqualTo(each.seen().size());
        assertThat(counted.policies().stream().flatMap(policy -> policy.examples().stream()))
                .containsExactlyElementsOf(newestFirst(each.seen()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "\"quoted\"",
                "back\\slash",
                "\\'",
                "'] OR ['1'='1",
                "','",
                "{scopeGroups:Array(String)}",
                "tab\tand\nline\r",
                "nul\u0000",
                "\\N",
                "\\x41",
                "[]",
                "100%",
                "東京 \uD83D\uDE00é",
                "",
            })
    void aNameWithAnyCharacterIsThatOneAndNoOther(String hostile) {
        String name = hostile + RUN;
        AuditExchange exchange = Samples.exchange("odd-" + UUID.randomUUID(), START.plusSeconds(3600), "odd");
        exchange.setConnection(name);
        exchange.getCaller().setGroups(List.of("x", name));
        ENGINES.publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + exchange.getCaller().getSubject(), 1);

        for (Scope scope : List.of(
                new Scope.Only(Set.of(name), Set.of()),
                new Scope.Only(Set.of(), Set.of(name)),
                new Scope.Only(Set.of(name, "y"), Set.of(name, "z")))) {
            assertThat(exchanges
                            .newestFirst(ExchangeFilter.ANY, null, 50, whole(scope))
                            .items())
                    .extracting(ExchangeSummary::id)
                    .containsExactly(exchange.getId());
            ExchangeFilter words = ExchangeFilter.ANY.matching(new TextQuery.Word("odd"));
            assertThat(exchanges.newestFirst(words, null, 50, whole(scope)).items())
                    .extracting(ExchangeSummary::id)
                    .containsExactly(exchange.getId());
            assertThat(sessions.newestFirst(sessionsOf("nobody"), null, 50, scope)
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void asManyNamesAsAScopeMayHaveAreOneQuestion() {
        // 128 bytes each, of which most are percent-encoded.
        Set<String> names = IntStream.range(0, 256)
                .mapToObj(i -> "東".repeat(40) + "''" + (100_000 + i))
                .collect(Collectors.toSet());
        Scope scope = new Scope.Only(names, names);
        assertThat(exchanges
                        .newestFirst(ExchangeFilter.ANY, null, 50, whole(scope))
                        .items())
                .isEmpty();
        assertThat(sessions.newestFirst(sessionsOf(null), null, 50, scope).items())
                .isEmpty();
    }

    @Test
    void aTextFromBeforeItsGroupsWereStoredIsFoundByItsConnectionAlone() {
        try (Database before = new Database()) {
            String at = "fromUnixTimestamp64Milli(toInt64(1700000000000), 'UTC')";
            before.execute("INSERT INTO exchanges (id, time, subject, groups, connection, preview) SELECT 'old', " + at
                    + ", 'alice', ['team-search'], 'search', 'an old text'");
            before.execute("INSERT INTO inputs (exchange, time, subject, connection, input, text, terms) SELECT 'old', "
                    + at + ", 'alice', 'search', 0, 'an old text', 'an old text'");
            Exchanges archived = new Exchanges(before.clickHouse());
            ExchangeFilter words = ExchangeFilter.ANY.matching(new TextQuery.Word("old"));
            Sight group = whole(only("", "team-search"));
            assertThat(archived.newestFirst(words, null, 50, group).items()).isEmpty();
            assertThat(archived.newestFirst(words, null, 50, whole(only("search", "")))
                            .items())
                    .hasSize(1);
            assertThat(archived.newestFirst(ExchangeFilter.ANY, null, 50, group)
                            .items()
                            .getFirst()
                            .preview())
                    .isEqualTo("an old text");
            ExchangeDetail detail =
                    new ExchangeLookup(before.clickHouse()).one("old", group).orElseThrow();
            assertThat(detail.items().getFirst().text()).isEqualTo("an old text");
        }
    }

    private static Sight whole(Scope scope) {
        return new Sight(scope, scope);
    }

    private static ExchangeFilter during(@Nullable TextQuery text) {
        return ExchangeFilter.ANY.matching(text).between(START, START.plusSeconds(10));
    }

    private static Sessions.Filter sessionsOf(@Nullable String subject) {
        return new Sessions.Filter(
                subject, null, subject == null ? START : null, subject == null ? START.plusSeconds(10) : null);
    }

    private List<String> newestFirst(Set<Integer> places) {
        return IntStream.iterate(published.size() - 1, place -> place >= 0, place -> place - 1)
                .filter(places::contains)
                .mapToObj(place -> published.get(place).getId())
                .toList();
    }
}
