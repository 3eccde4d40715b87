package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.text.TextQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many exchanges a filter means: over time by decision, and by the values of fields. Thread-safe. */
public final class ExchangeCounts {

    /** Of a field, the most frequent. */
    public static final int MOST_VALUES = 12;

    /** Exchanges that a search in texts counts, the newest. */
    public static final int MOST_OF_TEXTS = 100_000;

    private static final List<ExchangeField> SHOWN = List.of(
            ExchangeField.DECISION,
            ExchangeField.SUBJECT,
            ExchangeField.CONNECTION,
            ExchangeField.MODEL,
            ExchangeField.DETECTION,
            ExchangeField.RULE,
            ExchangeField.GROUP,
            ExchangeField.OUTCOME);

    /** Those that an exchange has one value of. Decisions are counted over time. */
    private static final List<ExchangeField> SINGLE =
            List.of(ExchangeField.SUBJECT, ExchangeField.CONNECTION, ExchangeField.MODEL, ExchangeField.OUTCOME);

    private static final List<ExchangeField> SEVERAL =
            List.of(ExchangeField.GROUP, ExchangeField.DETECTION, ExchangeField.RULE);

    private static final String FIRST = "SELECT count() AS exchanges, min(time) AS first FROM exchanges WHERE ";

    private final ClickHouse clickHouse;
    private final Clock clock;

    public ExchangeCounts(ClickHouse clickHouse, Clock clock) {
        this.clickHouse = clickHouse;
        this.clock = clock;
    }

    /**
     * What was counted.
     *
     * @param exchanges all of them
     * @param complete false: as many were counted as are, and there may be older ones
     * @param step how long each part of the histogram is, in seconds
     * @param histogram oldest first, without parts that have none
     * @param facets in the order in which they are shown
     */
    public record Counted(long exchanges, boolean complete, int step, List<Bar> histogram, List<Facet> facets) {

        public Counted {
            histogram = List.copyOf(histogram);
            facets = List.copyOf(facets);
        }
    }

    /**
     * A part of the histogram.
     *
     * @param time its beginning
     * @param decisions how many there are of each
     */
    public record Bar(Instant time, SortedMap<String, Long> decisions) {}

    /**
     * A field, by the API's name.
     *
     * @param values the most frequent first
     */
    public record Facet(String field, List<Value> values) {

        public Facet {
            values = List.copyOf(values);
        }
    }

    /** How many exchanges have it. */
    public record Value(String value, long exchanges) {}

    /** @throws io.vectrail.replay.archive.ArchiveException when the archive is away, or the question too wide for its bounds */
    public Counted of(ExchangeFilter filter, Sight sight) {
        int step = step(filter, sight);
        Conditions conditions;
        String source;
        TextQuery text = filter.text();
        if (text == null) {
            conditions = ExchangeConditions.ofExchanges(filter).within(sight.metadata());
            ExchangeRisks.restrict(filter, conditions, "(time, id)");
            source = "exchanges WHERE " + conditions.where();
        } else {
            conditions = ExchangeConditions.ofTexts(filter).within(sight.texts());
            ExchangeRisks.restrict(filter, conditions, "(time, exchange)");
            source = ofTexts(conditions);
        }
        conditions.with("step", step).with("texts", MOST_OF_TEXTS).with("most", MOST_VALUES);
        Map<String, Object> parameters = conditions.parameters();
        SortedMap<Instant, SortedMap<String, Long>> bars = new TreeMap<>();
        clickHouse.query(
                overTime(source),
                parameters,
                row -> bars.computeIfAbsent(Instant.ofEpochSecond(row.longNumber("place") * step), _ -> new TreeMap<>())
                        .put(row.text("decision").toLowerCase(Locale.ROOT), row.longNumber("exchanges")));
        long exchanges = bars.values().stream()
                .flatMap(bar -> bar.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        return new Counted(
                exchanges,
                text == null || exchanges < MOST_OF_TEXTS,
                step,
                bars.entrySet().stream()
                        .map(bar -> new Bar(bar.getKey(), bar.getValue()))
                        .toList(),
                exchanges == 0 ? List.of() : facets(bars.values(), source, parameters));
    }

    private List<Facet> facets(
            Collection<SortedMap<String, Long>> bars, String source, Map<String, Object> parameters) {
        Map<ExchangeField, List<Value>> values = new EnumMap<>(ExchangeField.class);
        Map<String, Long> decisions = bars.stream()
                .flatMap(bar -> bar.entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
        decisions.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(one -> add(values, ExchangeField.DECISION, one.getKey(), one.getValue()));
        clickHouse.query(byEach(source), parameters, row -> {
            ExchangeField field = ofMark(row.number("mark"));
            return add(values, field, row.text(field.column()), row.longNumber("exchanges"));
        });
        clickHouse.query(
                ofSeveral(source),
                parameters,
                row -> add(values, SEVERAL.get(row.number("field")), row.text("value"), row.longNumber("exchanges")));
        List<Facet> facets = new ArrayList<>();
        for (ExchangeField field : SHOWN) {
            List<Value> counted = values.get(field);
            if (counted != null) {
                facets.add(new Facet(field.parameter(), counted));
            }
        }
        return facets;
    }

    private static boolean add(
            Map<ExchangeField, List<Value>> values, ExchangeField field, String value, long exchanges) {
        // A refusal before it is known who calls has neither of them.
        return !value.isEmpty()
                && values.computeIfAbsent(field, _ -> new ArrayList<>()).add(new Value(field.shown(value), exchanges));
    }

    /** Of the time that was asked for; where that has no beginning, from the first exchange on, whatever its texts. */
    private int step(ExchangeFilter filter, Sight sight) {
        Instant to = filter.to() == null ? clock.instant() : filter.to();
        if (filter.from() != null) {
            return HistogramStep.of(filter.from(), to);
        }
        Conditions conditions = ExchangeConditions.ofExchanges(filter).within(sight.metadata());
        return clickHouse
                .query(
                        FIRST + conditions.where(),
                        conditions.parameters(),
                        row -> row.longNumber("exchanges") == 0
                                ? HistogramStep.LEAST
                                : HistogramStep.of(row.time("first"), to))
                .getFirst();
    }

    private static String ofTexts(Conditions conditions) {
        return """
                (SELECT time, subject, groups, connection, model, decision, outcome, rules AS rule_names, detections AS detection_types
                FROM inputs WHERE %s ORDER BY time DESC, exchange DESC LIMIT 1 BY time, exchange LIMIT {texts:UInt32})
                """.formatted(conditions.where());
    }

    private static String overTime(String source) {
        return """
                SELECT intDiv(toUnixTimestamp(time), {step:UInt32}) AS place, decision, count() AS exchanges
                FROM %s GROUP BY place, decision
                """.formatted(source);
    }

    /** One look counts by each field; a row's mark has a bit for each that it is not of. */
    private static String byEach(String source) {
        String columns = SINGLE.stream().map(ExchangeField::column).collect(Collectors.joining(", "));
        String sets = SINGLE.stream().map(field -> "(" + field.column() + ")").collect(Collectors.joining(", "));
        return """
                SELECT %1$s, count() AS exchanges, grouping(%1$s) AS mark
                FROM %2$s GROUP BY GROUPING SETS (%3$s) ORDER BY exchanges DESC, %1$s LIMIT {most:UInt32} BY mark
                """.formatted(columns, source, sets);
    }

    private static ExchangeField ofMark(int mark) {
        for (int i = 0; i < SINGLE.size(); i++) {
            if ((mark & (1 << (SINGLE.size() - 1 - i))) == 0) {
                return SINGLE.get(i);
            }
        }
        throw new IllegalStateException("a row that is counted by nothing");
    }

    /** What an exchange has several of, each value with its field's number. */
    private static String ofSeveral(String source) {
        String values = IntStream.range(0, SEVERAL.size())
                .mapToObj(i -> "arrayMap(value -> (" + i + ", toString(value)), arrayDistinct("
                        + SEVERAL.get(i).column() + "))")
                .collect(Collectors.joining(", "));
        return """
                SELECT one.1 AS field, one.2 AS value, count() AS exchanges
                FROM (SELECT arrayJoin(arrayConcat(%s)) AS one FROM %s)
                GROUP BY field, value ORDER BY exchanges DESC, value LIMIT {most:UInt32} BY field
                """.formatted(values, source);
    }
}
