package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the vectors of one exchange differ from those of another, input by input. Thread-safe. */
public final class VectorComparison {

    /** More than any provider takes. */
    private static final int MOST_INPUTS = 9_999;

    private final ClickHouse clickHouse;
    private final Places places;

    public VectorComparison(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.places = new Places(clickHouse);
    }

    /**
     * One input's. Field names are the API's.
     *
     * @param dimensions of the first exchange's vector; 0 where it has none
     * @param others of the second's
     * @param identical whether each component is the same
     * @param cosine of the angle between them; null where one is missing, has another length, or is zero throughout
     * @param largest the largest difference of a component; null where they cannot be compared
     * @param at the dimension that has it
     */
    public record Compared(
            int index,
            int dimensions,
            int others,
            boolean identical,
            @Nullable Double cosine,
            @Nullable Double largest,
            @Nullable Integer at) {}

    /**
     * Both in their order of inputs; empty where one of the exchanges is not there, or its texts may not be read.
     *
     * @param ofOne what may be read of the first
     * @param ofOther what may be read of the second
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away
     */
    public Optional<List<Compared>> of(String one, Scope ofOne, String other, Scope ofOther) {
        return vectors(one, ofOne).flatMap(these -> vectors(other, ofOther).map(those -> compare(these, those)));
    }

    private Optional<SortedMap<Integer, float[]>> vectors(String id, Scope texts) {
        return places.find("time", id, texts, row -> row.time("time")).map(time -> {
            Conditions conditions = new Conditions()
                    .require("time = " + Conditions.instant("time"), "time", time.toEpochMilli())
                    .equal("exchange", id)
                    .within(texts);
            SortedMap<Integer, float[]> vectors = new TreeMap<>();
            clickHouse.query(
                    "SELECT input, vector FROM inputs WHERE " + conditions.where() + " ORDER BY input LIMIT "
                            + MOST_INPUTS,
                    conditions.parameters(),
                    row -> vectors.put(row.number("input"), row.floats("vector")));
            return vectors;
        });
    }

    private static List<Compared> compare(SortedMap<Integer, float[]> these, SortedMap<Integer, float[]> those) {
        SortedSet<Integer> inputs = new TreeSet<>(these.keySet());
        inputs.addAll(those.keySet());
        float[] none = {};
        List<Compared> compared = new ArrayList<>();
        for (int input : inputs) {
            compared.add(compare(input, these.getOrDefault(input, none), those.getOrDefault(input, none)));
        }
        return compared;
    }

    static Compared compare(int index, float[] one, float[] other) {
        if (one.length != other.length || one.length == 0) {
            return new Compared(index, one.length, other.length, false, null, null, null);
        }
        double product = 0;
        double ofOne = 0;
        double ofOther = 0;
        double largest = 0;
        int at = 0;
        for (int d = 0; d < one.length; d++) {
            product += (double) one[d] * other[d];
            ofOne += (double) one[d] * one[d];
            ofOther += (double) other[d] * other[d];
            double difference = Math.abs((double) one[d] - other[d]);
            if (difference > largest) {
                largest = difference;
                at = d;
            }
        }
        double cosine = product / Math.sqrt(ofOne * ofOther);
        return new Compared(
                index,
                one.length,
                other.length,
                Arrays.equals(one, other),
                Double.isFinite(cosine) ? Math.clamp(cosine, -1, 1) : null,
                Double.isFinite(ofOne + ofOther) ? largest : null,
                Double.isFinite(ofOne + ofOther) ? at : null);
    }
}
