package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.archive.VectorSketch;
import io.vectrail.replay.scope.Scope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Which recorded vectors are nearest to one, by the cosine of the angle between them, and which are the very same.
 *
 * <p>All that fit are compared with it where they are few enough to be read. Of more, those are whose signs differ least from its own: that
 * finds most of the nearest, though not surely each. The answer says which it was. Thread-safe.
 */
public final class NearestVectors {

    /** Most vectors that one answer has. */
    public static final int MOST = 100;

    /** Components that are read to compare all: as float32, four gigabytes, which takes two seconds where they are in memory. */
    static final long MOST_COMPARED = 1L << 30;

    /** How many of those whose signs differ least are compared. They lie apart from each other, and each costs a read. */
    private static final int LEAST_CANDIDATES = 200;

    private static final int CANDIDATES_OF_EACH = 10;
    private static final int MOST_CANDIDATES = 500;
    private static final int LONGEST_TEXT = 300;

    private static final String FROM = " FROM inputs WHERE ";
    private static final String COUNT = "SELECT toInt64(count()) AS vectors" + FROM;
    private static final String ALIKE = "SELECT time, exchange, input" + FROM;
    private static final String LEAST_DIFFERENT =
            " ORDER BY bitHammingDistance(signs, unhex({signs:String})) LIMIT {candidates:UInt32}";
    private static final String COLUMNS = "time, exchange, input, substringUTF8(text, 1, " + LONGEST_TEXT
            + ") AS shown_text, vector_hash = unhex({hash:String}) AS same, ";
    /** As base64: a value of a question has an end, and decimals are three times as long. */
    private static final String ASKED = "reinterpret(base64Decode({vector:String}), 'Array(Float32)')";

    /** Of a row with another length, which is not meant, the distance may be reckoned all the same. */
    private static final String RECORDED = "arrayResize(vector, {dimensions:UInt64})";

    /** Where float32 has no squares of the components any more the answer is 1, or none: only then is it worth reckoning with twice the bits. */
    private static final String BY_DISTANCE = "SELECT " + COLUMNS + "cosineDistance(" + RECORDED + ", " + ASKED
            + ") AS rough, if(isFinite(rough) AND rough != 1, toFloat64(rough), cosineDistance(arrayMap(x -> toFloat64(x), "
            + RECORDED + "), arrayMap(x -> toFloat64(x), " + ASKED + "))) AS distance" + FROM;

    private static final String NEAREST_FIRST =
            " AND isFinite(distance) ORDER BY distance, time DESC, exchange, input LIMIT {limit:UInt32}"
                    // A block of vectors that fits into the processor's cache: with the server's own size it takes
                    // thirteen times as long.
                    + " SETTINGS max_block_size = 1024";
    private static final String SAME = "SELECT " + COLUMNS + "toFloat64(0) AS distance" + FROM;
    private static final String NEWEST_FIRST = " ORDER BY time DESC, exchange DESC, input LIMIT {limit:UInt32}";

    private final ClickHouse clickHouse;
    private final Exchanges exchanges;
    private final long mostCompared;

    NearestVectors(ClickHouse clickHouse, Exchanges exchanges) {
        this(clickHouse, exchanges, MOST_COMPARED);
    }

    /** @param mostCompared components that are read to compare all */
    NearestVectors(ClickHouse clickHouse, Exchanges exchanges, long mostCompared) {
        this.clickHouse = clickHouse;
        this.exchanges = exchanges;
        this.mostCompared = mostCompared;
    }

    /** How the nearest are looked for. */
    public enum Method {
        /** Each vector that fits is compared. */
        EXACT,
        /** Only those are whose signs differ least. */
        APPROXIMATE,
        /** The first where those that fit are few enough, and else the second. */
        AUTOMATIC
    }

    /**
     * What was found. Field names are the API's.
     *
     * @param method {@code exact} or {@code approximate}
     * @param vectors how many fit, of as many components
     * @param compared how many of them were compared
     * @param items the nearest first
     */
    public record Found(String method, long vectors, long compared, List<Neighbour> items) {

        public Found {
            items = List.copyOf(items);
        }
    }

    /**
     * A recorded vector.
     *
     * @param exchange that it came back in
     * @param input for which one, from 0
     * @param text the beginning of what it is of
     * @param cosine of the angle to what was asked for, -1 to 1
     * @param identical whether each component is the same
     */
    public record Neighbour(ExchangeSummary exchange, int input, String text, double cosine, boolean identical) {}

    /** What one row says. */
    private record Hit(Cursor place, int input, String text, double distance, boolean same) {}

    /**
     * The nearest.
     *
     * @param vector at least one component, all of them finite; of one that is 0 throughout nothing is near
     * @param filter of the exchanges; where it has no model, those of every model that makes as many components
     * @param limit 1 to {@value #MOST}
     * @param texts whose are answered
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away, or the question too wide for its bounds
     */
    public Found to(float[] vector, ExchangeFilter filter, int limit, Method method, Scope texts) {
        VectorSketch sketch = VectorSketch.of(vector);
        Conditions conditions = ExchangeConditions.ofTexts(filter)
                .within(texts)
                .require("vector.size0 = {dimensions:UInt64}", "dimensions", vector.length)
                .with("vector", base64(ofLengthOne(vector)))
                .with("hash", HexFormat.of().formatHex(sketch.hash()))
                .limit(limit);
        ExchangeRisks.restrict(filter, conditions, "(time, exchange)");
        long fitting = count(conditions);
        boolean exact = switch (method) {
            case EXACT -> true;
            case APPROXIMATE -> false;
            case AUTOMATIC -> fitting * vector.length <= mostCompared;
        };
        if (!exact) {
            int candidates = Math.clamp((long) CANDIDATES_OF_EACH * limit, LEAST_CANDIDATES, MOST_CANDIDATES);
            conditions
                    .with("signs", HexFormat.of().formatHex(sketch.signs()))
                    .with("candidates", candidates)
                    .require("(time, exchange, input) IN (" + ALIKE + conditions.where() + LEAST_DIFFERENT + ")");
            return new Found("approximate", fitting, Math.min(fitting, candidates), nearest(conditions, texts));
        }
        return new Found("exact", fitting, fitting, nearest(conditions, texts));
    }

    /**
     * Those that are the same in each component, the newest first.
     *
     * @param hash as of {@link VectorSketch}: 64 hexadecimal digits
     * @param limit 1 to {@value #MOST}
     * @param texts whose are answered
     */
    public List<Neighbour> same(String hash, int limit, Scope texts) {
        Conditions conditions = new Conditions()
                .require("vector_hash = unhex({hash:String})", "hash", hash)
                .within(texts)
                .limit(limit);
        return neighbours(SAME + conditions.where() + NEWEST_FIRST, conditions, texts);
    }

    private long count(Conditions conditions) {
        return clickHouse
                .query(COUNT + conditions.where(), conditions.parameters(), row -> row.longNumber("vectors"))
                .getFirst();
    }

    private List<Neighbour> nearest(Conditions conditions, Scope texts) {
        return neighbours(BY_DISTANCE + conditions.where() + NEAREST_FIRST, conditions, texts);
    }

    private List<Neighbour> neighbours(String sql, Conditions conditions, Scope texts) {
        List<Hit> hits = clickHouse.query(sql, conditions.parameters(), NearestVectors::hit);
        Map<String, ExchangeSummary> of =
                exchanges.at(hits.stream().map(Hit::place).distinct().toList(), texts);
        List<Neighbour> found = new ArrayList<>();
        for (Hit hit : hits) {
            ExchangeSummary exchange = of.get(hit.place().id());
            // Its texts may be archived some milliseconds before it is.
            if (exchange != null) {
                double cosine = Math.clamp(1 - hit.distance(), -1, 1);
                found.add(new Neighbour(exchange, hit.input(), hit.text(), cosine, hit.same()));
            }
        }
        return found;
    }

    private static Hit hit(Row row) {
        return new Hit(
                new Cursor(row.time("time"), row.text("exchange")),
                row.number("input"),
                row.text("shown_text"),
                row.real("distance"),
                row.number("same") == 1);
    }

    /** The server reckons with float32, whose squares of large and of small components are none any more. */
    private static float[] ofLengthOne(float[] vector) {
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        double length = Math.sqrt(sum);
        float[] scaled = new float[vector.length];
        for (int d = 0; d < vector.length; d++) {
            scaled[d] = (float) (vector[d] / length);
        }
        return scaled;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
