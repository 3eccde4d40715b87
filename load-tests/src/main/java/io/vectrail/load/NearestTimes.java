package io.vectrail.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * How long it takes to find the nearest of many recorded vectors, through the API, exactly and by their signs; and how many of the ten nearest the
 * second finds. Vectors of 1,536 components lie around {@value #CENTRES} centres, as those of texts about the same things do.
 */
public final class NearestTimes {

    private static final int VECTORS = 200_000;
    private static final int BATCH = 10_000;
    private static final int CENTRES = 5_000;
    private static final int WARM_UP = 20;
    private static final int MEASURED = 60;
    private static final int NEAREST = 10;

    /** A component: its centre's, uniform, and as much of its own again, normal. */
    private static final String COMPONENT =
            "toFloat32((cityHash64(number % " + CENTRES + ", d) % 2001) / 1000. - 1 + 0.6 * randNormal(0, 1, d))";

    private static final String KEY = "concat('00000000-0000-7000-8000-', leftPad(lower(hex(number)), 12, '0')) AS key,"
            + " fromUnixTimestamp64Milli(toInt64(1767225600000 + number * 1000), 'UTC') AS at";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;
    private final ClickHouseQuestion clickHouse;
    private final String token;
    private final int vectors;

    private NearestTimes(Platform platform, int vectors) {
        this.platform = platform;
        this.clickHouse = new ClickHouseQuestion(platform.clickHouseUrl());
        this.token = platform.token("auditor", "auditors");
        this.vectors = vectors;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        int vectors = arguments.length > 0 ? Integer.parseInt(arguments[0]) : VECTORS;
        try (Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY, Role.CLICKHOUSE)) {
            platform.start(EnumSet.of(Role.REPLAY));
            NearestTimes times = new NearestTimes(platform, vectors);
            times.fill();
            times.measure();
        }
    }

    private void fill() {
        for (int from = 0; from < vectors; from += BATCH) {
            String numbers = " FROM numbers(" + from + ", " + Math.min(BATCH, vectors - from) + ")";
            clickHouse.run(
                    "INSERT INTO vectrail.exchanges (id, time, subject, connection, model, decision, outcome, inputs,"
                            + " topic, partition, offset) WITH " + KEY
                            + " SELECT key, at, 'alice', 'openai', 'm', 'ALLOW',"
                            + " 'COMPLETED', 1, 'vectrail.exchanges', 0, number" + numbers);
            // Of an array that differs from row to row the components are made anew for each.
            clickHouse.run(
                    "INSERT INTO vectrail.inputs (exchange, time, subject, connection, model, decision, outcome, input,"
                            + " text, vector, topic, partition, offset) WITH " + KEY
                            + " SELECT key, at, 'alice', 'openai', 'm',"
                            + " 'ALLOW', 'COMPLETED', 0, concat('text ', toString(number)), arrayMap(d -> " + COMPONENT
                            + ", range(0, 1536 + (number % 1))), 'vectrail.exchanges', 0, number" + numbers);
        }
        System.out.println(
                clickHouse.run(
                        "SELECT concat(toString(sum(rows)), ' vectors in ', toString(count()), ' parts, ',"
                                + " formatReadableSize(sum(bytes_on_disk))) FROM system.parts WHERE active AND table = 'inputs'"));
    }

    private void measure() throws IOException, InterruptedException {
        Random random = new Random(4);
        for (int i = 0; i < WARM_UP; i++) {
            var _ = nearest(random.nextInt(vectors), i % 2 == 0 ? "exact" : "approximate");
        }
        Histogram exact = new Histogram(3);
        Histogram approximate = new Histogram(3);
        int found = 0;
        int wanted = 0;
        for (int i = 0; i < MEASURED; i++) {
            int of = random.nextInt(vectors);
            Set<String> all = timed(exact, of, "exact");
            Set<String> some = timed(approximate, of, "approximate");
            wanted += all.size();
            all.retainAll(some);
            found += all.size();
        }
        Percentiles.print("exactly", exact);
        Percentiles.print("by signs", approximate);
        System.out.printf(
                Locale.ROOT,
                "recall of the %d nearest: %.3f of %d; exactly takes %.1f times as long%n",
                NEAREST,
                (double) found / wanted,
                wanted,
                exact.getMean() / approximate.getMean());
    }

    private Set<String> timed(Histogram into, int of, String method) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Set<String> found = nearest(of, method);
        into.recordValue(System.nanoTime() - start);
        return found;
    }

    private Set<String> nearest(int of, String method) throws IOException, InterruptedException {
        String id = String.format(Locale.ROOT, "00000000-0000-7000-8000-%012x", of);
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1/exchanges/" + id
                        + "/vectors/0/nearest?limit=" + NEAREST + "&method=" + method))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(id + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        Set<String> ids = new HashSet<>();
        List<JsonNode> exchanges = new JsonMapper().readTree(answer.body()).findValues("exchange");
        exchanges.forEach(exchange -> ids.add(exchange.path("id").asText()));
        return ids;
    }
}
