package io.vectrail.load;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * How long an auditor waits for a page of what they search for, through the API and its check of who may, and how long ClickHouse takes for the
 * same look-up with its text index and without. The archive is filled by SQL beside the service, which then has nothing else to do.
 *
 * <p>Argument: how many exchanges.
 */
public final class SearchTimes {

    private static final int EXCHANGES = 2_000_000;
    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 300;
    private static final int FEW = 50;
    private static final int COMPARED = 20;
    private static final int COMPARED_KINDS = 4;
    private static final String PAGE = "/api/v1/exchanges?limit=50&q=";
    private static final String COUNTS = "/api/v1/exchanges/counts?q=";
    private static final long PARTS_LOOK_NANOS = 500_000_000;

    /** What somebody searches for; ranks are those of words. */
    private record Kind(String name, Function<Random, String> query) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("a rare word", random -> word(random, 50_000, ZipfArchive.WORDS)),
            new Kind("a middling word", random -> word(random, 500, 5_000)),
            new Kind("a common word", random -> word(random, 1, 20)),
            new Kind("two words", random -> word(random, 10, 100) + " " + word(random, 100, 1_000)),
            new Kind("a phrase of two", random -> "\"" + word(random, 1, 20) + " " + word(random, 20, 200) + "\""),
            new Kind("one or another", random -> word(random, 500, 5_000) + " OR " + word(random, 500, 5_000)),
            new Kind("one without another", random -> word(random, 100, 1_000) + " -" + word(random, 1, 20)),
            new Kind("a prefix", random -> word(random, 1_000, 10_000) + "*"));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;
    private final ClickHouseQuestion clickHouse;
    private final String token;

    private SearchTimes(Platform platform) {
        this.platform = platform;
        this.clickHouse = new ClickHouseQuestion(platform.clickHouseUrl());
        this.token = platform.token("auditor", "auditors");
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        int exchanges = arguments.length > 0 ? Integer.parseInt(arguments[0]) : EXCHANGES;
        try (Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY, Role.CLICKHOUSE)) {
            platform.start(EnumSet.of(Role.REPLAY));
            SearchTimes times = new SearchTimes(platform);
            ZipfArchive.fill(times.clickHouse::run, exchanges);
            times.awaitMerged();
            times.measure();
        }
    }

    /** Of each kind in turn: a service that has just started would be measured while it compiles itself. */
    private void warmUp() throws IOException, InterruptedException {
        Random random = new Random(8);
        for (int i = 0; i < WARM_UP; i++) {
            String query = KINDS.get(i % COMPARED_KINDS).query().apply(random);
            get(PAGE + URLEncoder.encode(query, StandardCharsets.UTF_8));
        }
    }

    private void measure() throws IOException, InterruptedException {
        warmUp();
        for (Kind kind : KINDS) {
            times(kind.name(), kind, PAGE, MEASURED);
        }
        for (Kind kind : KINDS.subList(0, COMPARED_KINDS)) {
            compare(kind);
        }
        Kind anything = new Kind("everything", random -> "");
        times("the newest page", anything, PAGE, MEASURED);
        times("counts of everything", anything, COUNTS, FEW);
        for (Kind kind : KINDS.subList(0, COMPARED_KINDS)) {
            times("counts of " + kind.name(), kind, COUNTS, FEW);
        }
    }

    private void times(String what, Kind kind, String path, int measured) throws IOException, InterruptedException {
        Random random = new Random(9);
        Histogram latency = new Histogram(3);
        for (int i = 0; i < measured; i++) {
            String query = kind.query().apply(random);
            long start = System.nanoTime();
            get(path + URLEncoder.encode(query, StandardCharsets.UTF_8));
            latency.recordValue(System.nanoTime() - start);
        }
        Percentiles.print(what, latency);
    }

    private void get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.replayUrl() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Each query with the index and at once without, so that both meet the same machine. */
    private void compare(Kind kind) {
        Random random = new Random(9);
        double[] millis = new double[2];
        for (int i = 0; i < COMPARED; i++) {
            String[] words = kind.query().apply(random).split(" ", -1);
            for (int without = 0; without < 2; without++) {
                String sql = "SELECT count() FROM vectrail.inputs WHERE hasAllTokens(terms, ['"
                        + String.join("','", words) + "'])"
                        + (without == 0
                                ? ""
                                : " SETTINGS use_skip_indexes = 0, query_plan_direct_read_from_text_index = 0");
                long start = System.nanoTime();
                clickHouse.run(sql);
                millis[without] += (System.nanoTime() - start) / 1e6 / COMPARED;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "all texts with %s: %.0f ms with the index, %.0f ms without: %.0f times as long%n",
                kind.name(),
                millis[0],
                millis[1],
                millis[1] / millis[0]);
    }

    /** An archive at rest, as it is some time after the last insert; what is merged meanwhile would be measured, too. */
    private void awaitMerged() {
        for (String table : List.of("exchanges", "inputs")) {
            clickHouse.run("OPTIMIZE TABLE vectrail." + table + " FINAL");
        }
        while (!clickHouse.run("SELECT count() FROM system.merges").equals("0")) {
            LockSupport.parkNanos(PARTS_LOOK_NANOS);
        }
        System.out.println(
                clickHouse.run(
                        "SELECT concat(toString(sum(rows)), ' texts in ', toString(count()), ' parts, ',"
                                + " formatReadableSize(sum(bytes_on_disk))) FROM system.parts WHERE active AND table = 'inputs'"));
    }

    private static String word(Random random, int from, int to) {
        return "w" + (from + random.nextInt(to - from));
    }
}
