package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Vectors as points of a plane: their first two principal components (Pearson 1901), each vector taken at length 1. What lies close together is
 * alike; how much of all differences the plane shows is said with it. Of more vectors than a picture has room for it is a sample, the same one
 * each time. Thread-safe.
 */
public final class VectorMap {

    /** Points of a map. */
    static final int MOST = 300;

    private static final int LONGEST_TEXT = 160;

    private static final String MOST_FREQUENT =
            "SELECT model, toInt32(vector.size0) AS dimensions, toInt64(count()) AS vectors FROM inputs WHERE ";
    private static final String FIRST_MODEL =
            " GROUP BY model, dimensions ORDER BY vectors DESC, model, dimensions LIMIT 1";
    private static final String SAMPLE = "SELECT exchange, time, input, decision, substringUTF8(text, 1, "
            + LONGEST_TEXT + ") AS shown_text, vector FROM inputs WHERE ";
    private static final String SOME = " ORDER BY cityHash64(exchange, input) LIMIT " + MOST;

    private final ClickHouse clickHouse;

    VectorMap(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * A map. Field names are the API's.
     *
     * @param model whose vectors it has: that of most of those that fit
     * @param vectors how many of that model and with as many components fit
     * @param explained how much of the variance the plane shows, 0 to 1
     * @param points at most {@value #MOST}, oldest first
     */
    public record Drawn(String model, int dimensions, long vectors, double explained, List<Point> points) {

        public Drawn {
            points = List.copyOf(points);
        }
    }

    /**
     * A vector.
     *
     * @param text the beginning of what it is of
     * @param x of the first component
     * @param y of the second
     */
    public record Point(String exchange, int input, Instant time, String decision, String text, double x, double y) {}

    private record Most(String model, int dimensions, long vectors) {}

    private record Sampled(String exchange, int input, Instant time, String decision, String text, float[] vector) {}

    /**
     * Of those that fit; without points where none has a vector.
     *
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away, or the question too wide for its bounds
     */
    public Drawn of(ExchangeFilter filter, Scope texts) {
        Conditions conditions = ExchangeConditions.ofTexts(filter).within(texts).require("vector.size0 > 0");
        ExchangeRisks.restrict(filter, conditions, "(time, exchange)");
        return clickHouse
                .query(
                        MOST_FREQUENT + conditions.where() + FIRST_MODEL,
                        conditions.parameters(),
                        row -> new Most(row.text("model"), row.number("dimensions"), row.longNumber("vectors")))
                .stream()
                .findFirst()
                .map(most -> draw(most, sample(conditions, most)))
                .orElseGet(() -> new Drawn("", 0, 0, 1, List.of()));
    }

    private List<Sampled> sample(Conditions conditions, Most most) {
        conditions
                .require("model = {mapped:String}", "mapped", most.model())
                .require("vector.size0 = {dimensions:UInt64}", "dimensions", most.dimensions());
        return clickHouse
                .query(SAMPLE + conditions.where() + SOME, conditions.parameters(), VectorMap::sampled)
                .stream()
                .sorted(Comparator.comparing(Sampled::time)
                        .thenComparing(Sampled::exchange)
                        .thenComparingInt(Sampled::input))
                .toList();
    }

    private static Sampled sampled(Row row) {
        return new Sampled(
                row.text("exchange"),
                row.number("input"),
                row.time("time"),
                row.text("decision").toLowerCase(Locale.ROOT),
                row.text("shown_text"),
                row.floats("vector"));
    }

    private static Drawn draw(Most most, List<Sampled> sampled) {
        double[][] centred = centred(sampled.stream().map(Sampled::vector).toList());
        // Of fewer points than components the matrix of the points' products is the smaller one, and has the same
        // eigenvalues.
        // It is symmetric and has no negative ones, so that its singular values are these; EigenDecomposition does not
        // converge on many zeros.
        SingularValueDecomposition eigen =
                new SingularValueDecomposition(new Array2DRowRealMatrix(products(centred), false));
        double[] x = axis(eigen, 0);
        double[] y = axis(eigen, 1);
        double all = 0;
        for (double value : eigen.getSingularValues()) {
            all += Math.max(0, value);
        }
        double shown = positive(eigen, 0) + positive(eigen, 1);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < sampled.size(); i++) {
            Sampled of = sampled.get(i);
            points.add(new Point(of.exchange(), of.input(), of.time(), of.decision(), of.text(), x[i], y[i]));
        }
        return new Drawn(most.model(), most.dimensions(), most.vectors(), all == 0 ? 1 : shown / all, points);
    }

    private static double[][] centred(List<float[]> vectors) {
        int dimensions = vectors.getFirst().length;
        double[][] rows = new double[vectors.size()][dimensions];
        double[] mean = new double[dimensions];
        for (int i = 0; i < rows.length; i++) {
            float[] vector = vectors.get(i);
            double length = 0;
            for (float component : vector) {
                length += (double) component * component;
            }
            // What has no length has no direction.
            double scale = length == 0 || !Double.isFinite(length) ? 0 : 1 / Math.sqrt(length);
            for (int d = 0; d < dimensions; d++) {
                rows[i][d] = scale == 0 ? 0 : vector[d] * scale;
                mean[d] += rows[i][d] / rows.length;
            }
        }
        for (double[] row : rows) {
            for (int d = 0; d < dimensions; d++) {
                row[d] -= mean[d];
            }
        }
        return rows;
    }

    private static double[][] products(double[][] rows) {
        double[][] products = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int d = 0; d < rows[i].length; d++) {
                    sum += rows[i][d] * rows[j][d];
                }
                products[i][j] = sum;
                products[j][i] = sum;
            }
        }
        return products;
    }

    /** An axis has no direction of its own: the point that lies farthest out lies on its positive side, so that a map looks the same each time. */
    private static double[] axis(SingularValueDecomposition eigen, int which) {
        int points = eigen.getSingularValues().length;
        double[] axis = new double[points];
        double size = Math.sqrt(positive(eigen, which));
        if (size == 0) {
            return axis;
        }
        double farthest = 0;
        for (int i = 0; i < points; i++) {
            axis[i] = eigen.getU().getEntry(i, which) * size;
            farthest = Math.abs(axis[i]) > Math.abs(farthest) + 1e-12 ? axis[i] : farthest;
        }
        for (int i = 0; farthest < 0 && i < points; i++) {
            axis[i] = -axis[i];
        }
        return axis;
    }

    private static double positive(SingularValueDecomposition eigen, int which) {
        double[] values = eigen.getSingularValues();
        return which < values.length ? Math.max(0, values[which]) : 0;
    }
}
