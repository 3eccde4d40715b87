package io.vectrail.load.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.streams.risk.Weighed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Callers that do their work, for weeks, and how many alerts there are of them. One in five begins in the middle.
 *
 * @param seed all that happens follows from it
 * @param callers how many
 * @param days for how long
 */
record Population(long seed, int callers, int days) {

    /**
     * What came of one caller.
     *
     * @param kind what it does
     * @param callerDays days on which it called
     * @param exchanges its calls
     * @param mediumDays days on which its score reached MEDIUM
     * @param alerts what each alert was made of
     */
    record Outcome(String kind, long callerDays, long exchanges, long mediumDays, List<String> alerts) {}

    static Benign caller(SplittableRandom random, int number) {
        return switch (number % 20) {
            case 0, 1, 2, 3, 4, 5, 6 -> new Searches(random, false);
            case 7, 8, 9, 10, 11 -> new Searches(random, true);
            case 12, 13, 14, 15, 16 -> new Ingestion(random);
            default -> new Nightly(random);
        };
    }

    List<Outcome> run(TopicVectors vectors, RiskSettings settings) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SplittableRandom> each = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            each.add(random.split());
        }
        return IntStream.range(0, callers)
                .parallel()
                .mapToObj(number -> outcome(each.get(number), number, vectors, settings))
                .toList();
    }

    private Outcome outcome(SplittableRandom random, int number, TopicVectors vectors, RiskSettings settings) {
        int first = random.nextInt(5) == 0 ? random.nextInt(days) : 0;
        Benign caller = caller(random, number);
        Watched watched = new Watched(settings);
        long callerDays = 0;
        long exchanges = 0;
        long mediumDays = 0;
        List<String> alerts = new ArrayList<>();
        for (int day = first; day < days; day++) {
            List<Call> calls = caller.day(day);
            callerDays += calls.isEmpty() ? 0 : 1;
            boolean medium = false;
            for (Call call : calls) {
                long before = watched.alerts();
                Weighed score = watched.see(call.sighting(number + "-" + exchanges, vectors));
                exchanges++;
                medium |= score.score() >= settings.levels().medium();
                if (watched.alerts() > before) {
                    alerts.add(String.format(
                            Locale.ROOT,
                            "%s %d, day %d: %s",
                            caller.getClass().getSimpleName(),
                            number,
                            day - first,
                            Watched.signals(score)));
                }
            }
            mediumDays += medium ? 1 : 0;
        }
        return new Outcome(caller.getClass().getSimpleName(), callerDays, exchanges, mediumDays, alerts);
    }

    /** What a report tells of them, by kind. */
    static String table(List<Outcome> outcomes) {
        TreeMap<String, long[]> kinds = new TreeMap<>();
        for (Outcome one : outcomes) {
            for (String kind : List.of(one.kind(), "all")) {
                long[] sums = kinds.computeIfAbsent(kind, _ -> new long[5]);
                sums[0]++;
                sums[1] += one.callerDays();
                sums[2] += one.exchanges();
                sums[3] += one.mediumDays();
                sums[4] += one.alerts().size();
            }
        }
        StringBuilder text = new StringBuilder(
                "| benign | callers | caller-days | exchanges | days at MEDIUM or more | alerts | alerts per caller-day |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        kinds.forEach((kind, sums) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.2f %% | %d | %.3f %% |%n",
                kind,
                sums[0],
                sums[1],
                sums[2],
                100.0 * sums[3] / sums[1],
                sums[4],
                100.0 * sums[4] / sums[1])));
        outcomes.forEach(one -> one.alerts()
                .forEach(alert -> text.append("alert: ").append(alert).append('\n')));
        return text.toString();
    }
}
