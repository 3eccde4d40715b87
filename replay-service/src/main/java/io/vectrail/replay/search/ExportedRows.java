package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.scope.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Recorded exchanges as files, oldest first: the server writes the format, and what it writes goes on as it comes. Only those whose texts may be
 * read are in them. Thread-safe.
 */
public final class ExportedRows {

    private static final String OLDEST_FIRST = " ORDER BY ";

    private final ClickHouse clickHouse;

    public ExportedRows(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** What one row is of. */
    public enum Of {
        EXCHANGES("exchanges", "time, id"),
        TEXTS("inputs", "time, exchange, input");

        private final String table;
        private final String order;

        Of(String table, String order) {
            this.table = table;
            this.order = order;
        }

        private List<ExportedColumns.Column> columns() {
            return switch (this) {
                case EXCHANGES -> ExportedColumns.OF_EXCHANGES;
                case TEXTS -> ExportedColumns.OF_TEXTS;
            };
        }
    }

    /** How rows are written. */
    public enum Format {
        /** One JSON object a line. */
        NDJSON("JSONEachRow"),
        /** RFC 4180, names in the first line. */
        CSV("CSVWithNames"),
        PARQUET("Parquet");

        private final String name;

        Format(String name) {
            this.name = name;
        }
    }

    /**
     * A column of a file.
     *
     * @param type as ClickHouse names it
     */
    public record Described(String name, String type) {}

    /**
     * How many rows there are.
     *
     * @throws io.vectrail.replay.archive.ArchiveException when they cannot be counted
     */
    public long count(Of of, ExchangeFilter filter, Scope texts) {
        Conditions conditions = conditions(of, filter, texts);
        String sql = "SELECT toInt64(count()) AS rows FROM " + of.table + " WHERE " + conditions.where();
        return clickHouse
                .query(sql, conditions.parameters(), row -> row.longNumber("rows"))
                .getFirst();
    }

    /**
     * Writes all rows.
     *
     * @param run names this among what the server does, for {@link #share}
     * @param target closed by nobody here; where it throws, the server is told to stop
     * @throws io.vectrail.replay.archive.ArchiveException when what was written is not all
     */
    public void write(String run, Of of, Format format, ExchangeFilter filter, Scope texts, OutputStream target)
            throws IOException {
        Conditions conditions = conditions(of, filter, texts);
        String columns =
                format == Format.CSV ? ExportedColumns.cells(of.columns()) : ExportedColumns.whole(of.columns());
        String sql =
                "SELECT " + columns + " FROM " + of.table + " WHERE " + conditions.where() + OLDEST_FIRST + of.order;
        clickHouse.copy(run, sql, conditions.parameters(), format.name, target);
    }

    /** How much of what it must read the server has read for a run, 0 to 1; 0 where it does not know. */
    public double share(String run) {
        return clickHouse
                .query(
                        "SELECT if(total_rows_approx = 0, 0, least(1, read_rows / total_rows_approx)) AS share"
                                + " FROM system.processes WHERE query_id = {run:String}",
                        Map.of("run", run),
                        row -> row.real("share"))
                .stream()
                .findFirst()
                .orElse(0.0);
    }

    /** What the columns of a file with lists are. */
    public List<Described> columns(Of of) {
        return clickHouse.query(
                "DESCRIBE (SELECT " + ExportedColumns.whole(of.columns()) + " FROM " + of.table + ")",
                Map.of(),
                row -> new Described(row.text("name"), row.text("type")));
    }

    static Conditions conditions(Of of, ExchangeFilter filter, Scope texts) {
        Conditions conditions = switch (of) {
            case EXCHANGES -> ExchangeConditions.ofExchanges(filter);
            case TEXTS -> ExchangeConditions.ofTexts(filter);
        };
        conditions.within(texts);
        String place = of == Of.EXCHANGES ? "(time, id)" : "(time, exchange)";
        if (of == Of.EXCHANGES && filter.text() != null) {
            conditions.in(place, "SELECT time, exchange FROM inputs WHERE ", ExchangeConditions.ofTexts(filter), "");
        }
        ExchangeRisks.restrict(filter, conditions, place);
        return conditions;
    }
}
