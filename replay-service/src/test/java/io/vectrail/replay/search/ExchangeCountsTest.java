package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.RuleMatch;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Sight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Counts, against what was published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeCountsTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String SUBJECT = "counts-" + UUID.randomUUID();
    private static final int EXCHANGES = 60;

    private Service service;
    private final List<AuditExchange> published = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
        Random random = new Random(3);
        for (int i = 0; i < EXCHANGES; i++) {
            AuditExchange exchange = Samples.exchange(
                    SUBJECT, Samples.NOON.plusSeconds(i * 97L), "apple pear", random.nextBoolean() ? "apple" : "plum");
            exchange.setModel("model-" + random.nextInt(20));
            exchange.getDecision().setOutcome(random.nextInt(3) == 0 ? Decision.BLOCK : Decision.ALLOW);
            exchange.getCaller().setGroups(List.of("all", "team-" + random.nextInt(3)));
            exchange.getDecision()
                    .setRules(random.nextBoolean() ? List.of() : List.of(rule("one"), rule("two"), rule("one")));
            exchange.getItems()
                    .getFirst()
                    .setDetections(
                            random.nextBoolean()
                                    ? List.of()
                                    : List.of(new Detection("URL", 0, 2, 0.5), new Detection("URL", 3, 4, 0.5)));
            exchange.getItems().getLast().setDetections(List.of());
            published.add(exchange);
            ENGINES.publish(exchange);
        }
        service.awaitItems("/api/v1/exchanges?limit=500&subject=" + SUBJECT, EXCHANGES);
    }

    private static RuleMatch rule(String name) {
        return RuleMatch.newBuilder()
                .setRule(name)
                .setAction(Decision.MASK)
                .setShadow(true)
                .setItems(List.of(0))
                .build();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void allOfAFieldsMostFrequentValuesAreCountedEachOnceForAnExchange() {
        check("", any -> true);
    }

    @Test
    void anExchangeOfWhichTwoTextsFitIsCountedOnce() {
        check("&q=apple", any -> true);
        check("&q=plum", exchange -> text(exchange).contains("plum"));
    }

    @Test
    void whatNarrowsTheListNarrowsTheCounts() {
        check("&decision=block", exchange -> exchange.getDecision().getOutcome() == Decision.BLOCK);
        check(
                "&group=team-1&q=pear",
                exchange -> exchange.getCaller().getGroups().contains("team-1"));
        check(
                "&detection=URL&rule=two&q=pear*",
                exchange -> !types(exchange).isEmpty()
                        && !exchange.getDecision().getRules().isEmpty());
    }

    @Test
    void partsOfTheHistogramBeginAtWholeOnesAndHoldEachExchangeOnce() {
        JsonNode counted = counts("&from=2026-06-15T12:00:00Z&to=2026-06-15T14:00:00Z");
        assertThat(counted.get("step").asInt()).isEqualTo(120);
        Map<Instant, Long> expected = new TreeMap<>();
        published.forEach(exchange -> expected.merge(
                Instant.ofEpochSecond(exchange.getReceivedAt().getEpochSecond() / 120 * 120), 1L, Long::sum));
        Map<Instant, Long> seen = new TreeMap<>();
        counted.get("histogram")
                .forEach(bar -> bar.get("decisions")
                        .forEach(number ->
                                seen.merge(Instant.parse(bar.get("time").asText()), number.asLong(), Long::sum)));
        assertThat(seen).isEqualTo(expected);
    }

    /** What is drawn reaches to now, whenever the last exchange was. */
    @Test
    void aTimeWithoutAnEndIsCutAsIfItEndedNow() {
        try (ClickHouse clickHouse = new ClickHouse(service.clickHouse())) {
            Clock now = Clock.fixed(Samples.NOON.plus(Duration.ofDays(30)), ZoneOffset.UTC);
            ExchangeCounts counts = new ExchangeCounts(clickHouse, now);
            ExchangeFilter mine = ExchangeFilter.ANY.with(ExchangeField.SUBJECT, SUBJECT);
            assertThat(counts.of(mine, Sight.EVERYTHING).step()).isEqualTo(43_200);
            assertThat(counts.of(mine.between(now.instant().minusSeconds(3600), null), Sight.EVERYTHING)
                            .step())
                    .isEqualTo(60);
        }
    }

    @Test
    void ofNothingThereIsNothing() {
        JsonNode counted = counts("&q=nowhere");
        assertThat(counted.get("exchanges").asLong()).isZero();
        assertThat(counted.get("histogram")).isEmpty();
        assertThat(counted.get("facets")).isEmpty();
        assertThat(counted.get("complete").asBoolean()).isTrue();
    }

    @Test
    void aQueryThatTheListRefusesIsRefused() {
        String path = "/api/v1/exchanges/counts?";
        assertThat(service.get(path + "q=OR", service.auditor()).statusCode()).isEqualTo(400);
        assertThat(service.get(path + "limit=5", service.auditor()).statusCode())
                .isEqualTo(400);
        assertThat(service.get(path + "q=apple", service.viewer()).statusCode()).isEqualTo(403);
    }

    private void check(String conditions, Predicate<AuditExchange> meant) {
        List<AuditExchange> expected = published.stream().filter(meant).toList();
        JsonNode counted = counts(conditions);
        assertThat(expected).isNotEmpty();
        assertThat(counted.get("exchanges").asInt()).isEqualTo(expected.size());
        assertThat(facet(counted, "decision"))
                .isEqualTo(count(
                        expected,
                        e -> Stream.of(e.getDecision().getOutcome().name().toLowerCase(Locale.ROOT))));
        assertThat(facet(counted, "group")).isEqualTo(count(expected, e -> e.getCaller().getGroups().stream()));
        assertThat(facet(counted, "rule"))
                .isEqualTo(count(
                        expected,
                        e -> e.getDecision().getRules().stream()
                                .map(RuleMatch::getRule)
                                .distinct()));
        assertThat(facet(counted, "detection")).isEqualTo(count(expected, e -> types(e).stream()));
        assertThat(facet(counted, "subject")).isEqualTo(Map.of(SUBJECT, (long) expected.size()));
        Map<String, Long> models = count(expected, e -> Stream.of(e.getModel()));
        assertThat(List.copyOf(facet(counted, "model").entrySet()))
                .isEqualTo(models.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(ExchangeCounts.MOST_VALUES)
                        .toList());
    }

    private static Map<String, Long> count(
            List<AuditExchange> exchanges, Function<AuditExchange, Stream<String>> values) {
        return exchanges.stream()
                .flatMap(values)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<String, Long> facet(JsonNode counted, String field) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (JsonNode facet : counted.get("facets")) {
            if (facet.get("field").asText().equals(field)) {
                facet.get("values")
                        .forEach(value -> values.put(
                                value.get("value").asText(),
                                value.get("exchanges").asLong()));
            }
        }
        return values;
    }

    private JsonNode counts(String conditions) {
        return service.json("/api/v1/exchanges/counts?subject=" + SUBJECT + conditions);
    }

    private static String text(AuditExchange exchange) {
        return new String(exchange.getRequest().getBody().getContent().array(), StandardCharsets.UTF_8);
    }

    private static List<String> types(AuditExchange exchange) {
        return exchange.getItems().stream()
                .flatMap(item -> item.getDetections().stream().map(Detection::getType))
                .distinct()
                .toList();
    }
}
