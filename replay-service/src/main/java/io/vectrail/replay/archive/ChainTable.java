package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AuditExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The table of the edges' chains: of each exchange its place in its edge's chain, the hash it names and its own. */
final class ChainTable {

    static final Table<StoredExchange> TABLE =
            new Table<>("chain", columns(), row -> Table.monthOf(row.exchange().getReceivedAt()));

    private ChainTable() {}

    private static List<Table.Column<StoredExchange>> columns() {
        List<Table.Column<StoredExchange>> columns = new ArrayList<>(List.of(
                of("edge", (out, e) -> out.text(e.getEdge())),
                of("epoch", (out, e) -> out.text(e.getEpoch())),
                of("sequence", (out, e) -> out.longNumber(e.getSequence())),
                of("previous_hash", (out, e) -> out.bytes(ExchangeTable.bytes(e.getPreviousHash()))),
                column("hash", (out, row) -> out.bytes(row.hash())),
                of("id", (out, e) -> out.text(e.getId())),
                of("time", (out, e) -> out.time(e.getReceivedAt()))));
        columns.addAll(Table.origin(StoredExchange::origin));
        return columns;
    }

    private static Table.Column<StoredExchange> of(String name, BiConsumer<ColumnWriter, AuditExchange> value) {
        return column(name, (out, row) -> value.accept(out, row.exchange()));
    }
}
