package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.ScopeSettings;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which vectors are nearest, against what a loop over all of them finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NearestTest {

    private static final Engines ENGINES = Engines.shared();
    private static final String RUN = UUID.randomUUID().toString();

    /** Not a whole number of bytes of signs. */
    private static final int DIMENSIONS = 67;

    private static final int INPUTS = 900;
    private static final Instant START = Instant.parse("2025-09-09T09:09:09Z");
    private static final String DURING = "from=" + START + "&to=" + START.plusSeconds(60);

    private final List<float[]> vectors = new ArrayList<>();
    private Service service;
    private AuditExchange many;
    private AuditExchange other;
    private AuditExchange ofAnotherModel;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.scoped(
                folder,
                Map.of("auditor", List.of("auditors", "search-auditors")),
                Map.of("search-auditors", new ScopeSettings(List.of(), List.of("team-search"))));
        Random random = new Random(11);
        for (int i = 0; i < INPUTS; i++) {
            vectors.add(around(random));
        }
        many = publish(
                0,
                vectors,
                IntStream.range(0, INPUTS).mapToObj(i -> "text " + i).toArray(String[]::new));
        other = Samples.exchange("nearest-1-" + RUN, START.plusSeconds(1), "the same as the fifth", "zeros");
        other.getCaller().setGroups(List.of("team-search"));
        ENGINES.publish(Samples.answered(other, List.of(vectors.get(5), new float[DIMENSIONS])));
        ofAnotherModel = Samples.exchange("nearest-2-" + RUN, START.plusSeconds(2), "of another model");
        ofAnotherModel.setModel("embed-v4");
        ENGINES.publish(Samples.answered(ofAnotherModel, List.of(vectors.get(5))));
        // Vectors of several lengths lie beside each other.
        ENGINES.publish(Samples.answered(
                Samples.exchange("nearest-3-" + RUN, START.plusSeconds(3), "short", "long"),
                List.of(new float[] {1, 2}, new float[3 * DIMENSIONS])));
        ENGINES.publish(Samples.answered(
                Samples.exchange("nearest-4-" + RUN, START.plusSeconds(4), "huge", "tiny", "no number"),
                List.of(scaled(1e30f), scaled(1e-30f), scaled(Float.NaN))));
        service.awaitItems("/api/v1/exchanges?" + DURING, 5);
    }

    private float[] scaled(float scale) {
        float[] scaled = vectors.get(6).clone();
        for (int d = 0; d < DIMENSIONS; d++) {
            scaled[d] *= scale;
        }
        return scaled;
    }

    @Test
    void whatIsRecordedLargeOrSmallIsAsNearAsItIs() {
        JsonNode items = service.json(path(many, 6) + "&limit=2&subject=nearest-4-" + RUN)
                .get("items");
        assertThat(items.findValuesAsText("text")).containsExactlyInAnyOrder("huge", "tiny");
        items.forEach(item -> assertThat(item.get("cosine").asDouble()).isCloseTo(1, within(1e-5)));
        JsonNode map = service.json("/api/v1/vectors/map?" + DURING + "&subject=nearest-4-" + RUN);
        map.get("points").forEach(point -> assertThat(point.get("x").isNumber()).isTrue());
    }

    private AuditExchange publish(int place, List<float[]> answer, String... texts) {
        AuditExchange exchange = Samples.exchange("nearest-" + place + "-" + RUN, START.plusSeconds(place), texts);
        ENGINES.publish(Samples.answered(exchange, answer));
        return exchange;
    }

    /** Some are near to each other, as vectors of like texts are. */
    private static float[] around(Random random) {
        Random centre = new Random(random.nextInt(30));
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) (centre.nextGaussian() + 0.7 * random.nextGaussian());
        }
        return vector;
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double ofOne = 0;
        double ofOther = 0;
        for (int d = 0; d < one.length; d++) {
            product += (double) one[d] * other[d];
            ofOne += (double) one[d] * one[d];
            ofOther += (double) other[d] * other[d];
        }
        return product / Math.sqrt(ofOne * ofOther);
    }

    /** Which inputs of the large exchange are nearest, without itself. */
    private List<Integer> nearest(int to, int limit) {
        return IntStream.range(0, INPUTS)
                .filter(i -> i != to)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosine(vectors.get(i), vectors.get(to))))
                .limit(limit)
                .toList();
    }

    private String path(AuditExchange exchange, int input) {
        return "/api/v1/exchanges/" + exchange.getId() + "/vectors/" + input + "/nearest?" + DURING;
    }

    private static List<Integer> inputs(JsonNode items) {
        List<Integer> inputs = new ArrayList<>();
        items.forEach(item -> inputs.add(item.get("input").asInt()));
        return inputs;
    }

    @Test
    void exactlyThoseThatALoopFinds() {
        for (int to : new int[] {0, 17, INPUTS - 1}) {
            JsonNode found = service.json(
                    path(many, to) + "&limit=20&subject=" + many.getCaller().getSubject());
            assertThat(found.get("method").asText()).isEqualTo("exact");
            assertThat(found.get("vectors").asInt()).isEqualTo(INPUTS);
            assertThat(inputs(found.get("items"))).isEqualTo(nearest(to, 20));
            JsonNode first = found.get("items").get(0);
            assertThat(first.get("cosine").asDouble())
                    .isCloseTo(
                            cosine(
                                    vectors.get(to),
                                    vectors.get(first.get("input").asInt())),
                            within(1e-5));
            assertThat(first.get("text").asText())
                    .isEqualTo("text " + first.get("input").asInt());
            assertThat(first.at("/exchange/id").asText()).isEqualTo(many.getId());
        }
    }

    @Test
    void approximatelyMostOfThem() {
        int hits = 0;
        for (int to = 0; to < 20; to++) {
            JsonNode found = service.json(path(many, to) + "&limit=10&method=approximate&subject="
                    + many.getCaller().getSubject());
            assertThat(found.get("method").asText()).isEqualTo("approximate");
            assertThat(found.get("compared").asInt()).isLessThan(INPUTS / 3);
            List<Integer> known = inputs(found.get("items"));
            hits += (int) nearest(to, 10).stream().filter(known::contains).count();
        }
        assertThat(hits).isGreaterThan(190);
    }

    @Test
    void whereTooManyFitTheSignsDecideWhichAreCompared() {
        try (ClickHouse clickHouse = new ClickHouse(service.clickHouse())) {
            NearestVectors bounded = new NearestVectors(clickHouse, new Exchanges(clickHouse), 10L * DIMENSIONS);
            ExchangeFilter all = ExchangeFilter.ANY.between(START, START.plusSeconds(60));
            NearestVectors.Found found =
                    bounded.to(vectors.get(3), all, 5, NearestVectors.Method.AUTOMATIC, Scope.EVERYTHING);
            assertThat(found.method()).isEqualTo("approximate");
            assertThat(found.items().getFirst().identical()).isTrue();
            assertThat(found.items().getFirst().input()).isEqualTo(3);
            ExchangeFilter few =
                    all.with(ExchangeField.SUBJECT, other.getCaller().getSubject());
            assertThat(bounded.to(vectors.get(3), few, 5, NearestVectors.Method.AUTOMATIC, Scope.EVERYTHING)
                            .method())
                    .isEqualTo("exact");
        }
    }

    @Test
    void theVerySameIsFirstAndSaysSo() {
        JsonNode items = service.json(path(many, 5) + "&limit=3").get("items");
        JsonNode first = items.get(0);
        assertThat(first.at("/exchange/id").asText()).isEqualTo(other.getId());
        assertThat(first.get("identical").asBoolean()).isTrue();
        assertThat(first.get("text").asText()).isEqualTo("the same as the fifth");
        assertThat(items.get(1).get("identical").asBoolean()).isFalse();
    }

    @Test
    void ofTheSameModelUnlessAnotherIsAskedFor() {
        assertThat(service.json(path(many, 5) + "&limit=99").get("items").findValuesAsText("model"))
                .containsOnly("text-embedding-3-small");
        JsonNode items = service.json(path(many, 5) + "&limit=99&model=embed-*").get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).at("/exchange/id").asText()).isEqualTo(ofAnotherModel.getId());
    }

    @Test
    void aVectorIsFoundByWhatItIs() {
        float[] vector = vectors.get(5);
        ByteBuffer bytes = ByteBuffer.allocate(4 * DIMENSIONS).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        String numbers = "{\"vector\":" + Arrays.toString(vector) + "}";
        String base64 = "{\"vector\":\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\"}";
        for (String body : List.of(numbers, base64)) {
            HttpResponse<byte[]> answer = post("?limit=4&" + DURING, body, service.auditor());
            assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
            JsonNode items = Service.json(answer).get("items");
            assertThat(items.findValues("identical").stream()
                            .map(JsonNode::asBoolean)
                            .toList())
                    .containsExactly(true, true, true, false);
        }
        String hash = HexFormat.of().formatHex(Samples.sha256(bytes.array()));
        JsonNode same = service.json("/api/v1/vectors/" + hash).get("items");
        List<String> ids = new ArrayList<>();
        same.forEach(item -> ids.add(item.at("/exchange/id").asText()));
        assertThat(ids).containsExactly(ofAnotherModel.getId(), other.getId(), many.getId());
        assertThat(service.json("/api/v1/vectors/" + "0".repeat(64)).get("items"))
                .isEmpty();
    }

    @Test
    void howLongAVectorIsChangesNoAngle() {
        for (float scale : new float[] {1e25f, 1e-25f}) {
            float[] scaled = vectors.get(5).clone();
            for (int d = 0; d < DIMENSIONS; d++) {
                scaled[d] *= scale;
            }
            JsonNode items = Service.json(post(
                            "?limit=3&" + DURING, "{\"vector\":" + Arrays.toString(scaled) + "}", service.auditor()))
                    .get("items");
            assertThat(items).hasSize(3);
            items.forEach(item -> {
                assertThat(item.get("cosine").asDouble())
                        .isCloseTo(1, within(1e-5))
                        .isLessThanOrEqualTo(1);
                assertThat(item.get("identical").asBoolean()).isFalse();
            });
        }
    }

    @Test
    void asManyComponentsAsAreTakenCanBeAskedFor() {
        String longest = "[" + "-1.2345678e-10,".repeat(8_191) + "1]";
        HttpResponse<byte[]> answer = post("", "{\"vector\":" + longest + "}", service.auditor());
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        assertThat(post("", "{\"vector\":[0,0]}", service.auditor()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aMapShowsWhatIsAlikeCloseTogether() {
        JsonNode map = service.json(
                "/api/v1/vectors/map?" + DURING + "&subject=" + many.getCaller().getSubject());
        assertThat(map.get("dimensions").asInt()).isEqualTo(DIMENSIONS);
        assertThat(map.get("vectors").asInt()).isEqualTo(INPUTS);
        assertThat(map.get("explained").asDouble()).isBetween(0.05, 0.9);
        JsonNode points = map.get("points");
        assertThat(points).hasSize(VectorMap.MOST);
        double near = 0;
        double far = 0;
        int pairs = 0;
        for (JsonNode point : points) {
            int input = point.get("input").asInt();
            List<Integer> others = nearest(input, INPUTS - 1);
            JsonNode close = of(points, others);
            JsonNode distant = of(points, others.reversed());
            near += distance(point, close);
            far += distance(point, distant);
            pairs++;
        }
        assertThat(near / pairs).isLessThan(far / pairs / 2);
        assertThat(service.json("/api/v1/vectors/map?" + DURING + "&subject="
                                + many.getCaller().getSubject())
                        .toString())
                .as("the same each time")
                .isEqualTo(map.toString());
    }

    /** The first of these that the map has. */
    private static JsonNode of(JsonNode points, List<Integer> inputs) {
        for (int input : inputs) {
            for (JsonNode point : points) {
                if (point.get("input").asInt() == input) {
                    return point;
                }
            }
        }
        throw new AssertionError("none of them is on the map");
    }

    private static double distance(JsonNode one, JsonNode other) {
        return Math.hypot(
                one.get("x").asDouble() - other.get("x").asDouble(),
                one.get("y").asDouble() - other.get("y").asDouble());
    }

    @Test
    void oneVectorIsAMapOfOnePointAndNoneIsNoMap() {
        JsonNode map = service.json("/api/v1/vectors/map?" + DURING + "&subject="
                + ofAnotherModel.getCaller().getSubject());
        assertThat(map.get("points")).hasSize(1);
        assertThat(map.get("explained").asDouble()).isEqualTo(1);
        assertThat(service.json("/api/v1/vectors/map?subject=nobody").get("points"))
                .isEmpty();
    }

    @Test
    void aTeamFindsItsOwnAlone() {
        String team = service.issuer().token("somebody-" + RUN, "search-auditors");
        JsonNode items = Service.json(
                        post("?limit=9&" + DURING, "{\"vector\":" + Arrays.toString(vectors.get(5)) + "}", team))
                .get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).at("/exchange/id").asText()).isEqualTo(other.getId());
        assertThat(service.get(path(many, 5), team).statusCode()).isEqualTo(404);
    }

    /** Rows from before the columns have what the migration's own expressions make. */
    @Test
    void theServerReckonsWhatTheServiceDoes() {
        try (ClickHouse clickHouse = new ClickHouse(service.clickHouse())) {
            Map<String, String> reckoned = new HashMap<>();
            clickHouse.query(
                    "SELECT name, default_expression AS expression FROM system.columns"
                            + " WHERE database = currentDatabase() AND table = 'inputs' AND name IN ('signs', 'vector_hash')",
                    Map.of(),
                    row -> reckoned.put(row.text("name"), row.text("expression")));
            List<String> rows = clickHouse.query(
                    "SELECT signs = " + reckoned.get("signs") + " AS signs_same, vector_hash = "
                            + reckoned.get("vector_hash") + " AS hash_same FROM inputs",
                    Map.of(),
                    row -> row.number("signs_same") + " " + row.number("hash_same"));
            assertThat(rows).hasSizeGreaterThan(INPUTS).containsOnly("1 1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"vector\":[]}",
                "{\"vector\":\"\"}",
                "{\"vector\":\"AAA=\"}",
                "{\"vector\":\"no base64\"}",
                "{\"vector\":[1,null]}",
                "{\"vector\":[\"1\"]}",
                "{\"vector\":[1e39]}",
                "{\"vector\":[NaN]}",
                "{\"vector\":\"AADAfw==\"}",
                "{\"vector\":[1],\"weights\":\"m\"}",
                "{\"vector\":[1],\"text\":\"t\"}",
                "{\"text\":\"t\"}",
                "{\"vector\":{\"0\":1}}",
            })
    void whatIsNoVectorIsRefused(String body) {
        HttpResponse<byte[]> answer = post("", body, service.auditor());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Service.json(answer).get("detail").asText()).startsWith("the body must be {\"text\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=100", "limit=x", "method=fast", "near=1", "minRisk=101", "from=x"})
    void whatCannotBeAskedIsRefused(String parameter) {
        assertThat(service.get(path(other, 0) + "&" + parameter, service.auditor())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatHasNoVectorHasNoNeighbours() {
        assertThat(service.get(path(other, 7), service.auditor()).statusCode()).isEqualTo(404);
        // No angle is known to a vector that is zero throughout.
        assertThat(service.json(path(other, 1)).get("items")).isEmpty();
    }

    private HttpResponse<byte[]> post(String parameters, String body, String token) {
        return service.send(HttpRequest.newBuilder(service.uri("/api/v1/vectors/nearest" + parameters))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
