package io.vectrail.streams.session;

import static io.vectrail.streams.session.Exchanges.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.AuditSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever order the same exchanges arrive in, the same sessions stand in the topic in the end. */
class SessionsInAnyOrderTest {

    private static final int EXCHANGES = 120;
    private static final int ORDERS = 12;

    @TempDir
    private Path folder;

    /** A session without its id, which depends on what was seen first. */
    private record Outline(
            String connection,
            @Nullable String name,
            Instant start,
            Instant end,
            long exchanges,
            long refused,
            long items,
            List<String> models) {}

    private record Plan(String connection, @Nullable String name, Instant at, boolean refused, String model) {
        AuditExchange by(String subject) {
            AuditExchange exchange =
                    refused ? Exchanges.refused(subject, connection, at) : Exchanges.exchange(subject, connection, at);
            exchange.setModel(model);
            if (name != null) {
                exchange.setSession(name);
            }
            return exchange;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void theSameExchangesGiveTheSameSessions(long seed) {
        Random random = new Random(seed);
        List<Plan> plans = new ArrayList<>(plans(random));
        Set<Outline> expected = bySorting(plans);
        assertThat(expected.size())
                .as("some sessions, and fewer than exchanges")
                .isBetween(2, EXCHANGES - 1);
        try (TopologyBench bench = new TopologyBench(folder)) {
            for (int order = 0; order < ORDERS; order++) {
                // Each order is another caller's, so that one driver serves them all.
                String subject = "caller-" + order;
                plans.forEach(plan -> bench.send(plan.by(subject)));
                Collections.shuffle(plans, random);
            }
            var table = List.copyOf(bench.table());
            for (int order = 0; order < ORDERS; order++) {
                String subject = "caller-" + order;
                List<Outline> found = table.stream()
                        .filter(session -> session.getSubject().equals(subject))
                        .map(SessionsInAnyOrderTest::outline)
                        .toList();
                assertThat(found).as("order %d of seed %d", order, seed).containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(bench.stored()).isEqualTo(ORDERS * expected.size());
        }
    }

    /** Times that are often exactly a gap apart, within half of what is remembered. */
    private static List<Plan> plans(Random random) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            boolean named = random.nextInt(4) == 0;
            Duration unit = named ? Duration.ofHours(6) : Duration.ofMinutes(10);
            long jitter = random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0;
            plans.add(new Plan(
                    random.nextInt(3) == 0 ? "cohere" : "openai",
                    named ? "run-" + random.nextInt(2) : null,
                    NOON.plus(unit.multipliedBy(random.nextInt(named ? 60 : 432)))
                            .plusMillis(jitter),
                    random.nextInt(5) == 0,
                    "model-" + random.nextInt(50)));
        }
        return plans;
    }

    /** The definition, word by word: sort by time, cut where the pause is longer than the gap. */
    private static Set<Outline> bySorting(List<Plan> plans) {
        TreeMap<String, List<Plan>> byKey = new TreeMap<>();
        plans.forEach(plan -> byKey.computeIfAbsent(plan.connection() + "/" + plan.name(), key -> new ArrayList<>())
                .add(plan));
        return byKey.values().stream()
                .flatMap(list ->
                        cut(list.stream()
                                        .sorted((one, other) -> one.at().compareTo(other.at()))
                                        .toList())
                                .stream())
                .collect(Collectors.toSet());
    }

    private static List<Outline> cut(List<Plan> sorted) {
        Duration gap = sorted.get(0).name() == null ? Duration.ofMinutes(30) : Duration.ofHours(24);
        List<Outline> sessions = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            boolean ends = i == sorted.size()
                    || Duration.between(sorted.get(i - 1).at(), sorted.get(i).at())
                                    .compareTo(gap)
                            > 0;
            if (ends) {
                sessions.add(outline(sorted.subList(from, i)));
                from = i;
            }
        }
        return sessions;
    }

    private static Outline outline(List<Plan> session) {
        return new Outline(
                session.get(0).connection(),
                session.get(0).name(),
                session.get(0).at(),
                session.getLast().at(),
                session.size(),
                session.stream().filter(Plan::refused).count(),
                session.stream().filter(plan -> !plan.refused()).count(),
                session.stream().map(Plan::model).distinct().sorted().limit(32).toList());
    }

    private static Outline outline(AuditSession session) {
        return new Outline(
                session.getConnection(),
                session.getName(),
                session.getStart(),
                session.getEnd(),
                session.getExchanges(),
                session.getRefused(),
                session.getItems(),
                session.getModels());
    }
}
