package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AlertedExchange;
import io.vectrail.event.RiskAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The table of what was found. */
final class AlertTable {

    static final Table<Stored> TABLE = new Table<>(
            "alerts", columns(), stored -> Table.monthOf(stored.step().getRaisedAt()));

    private AlertTable() {}

    /**
     * A step of an alert.
     *
     * @param value the record as it stood in Kafka
     */
    record Stored(Origin origin, RiskAlert step, byte[] value) {}

    private static List<Table.Column<Stored>> columns() {
        List<Table.Column<Stored>> columns = new ArrayList<>(List.of(
                of("alert", (out, s) -> out.text(s.getAlert())),
                of("raised_at", (out, s) -> out.time(s.getRaisedAt())),
                of("id", (out, s) -> out.text(s.getId())),
                of("at", (out, s) -> out.time(s.getAt())),
                of("kind", (out, s) -> out.text(s.getKind().name())),
                of("subject", (out, s) -> out.text(s.getSubject())),
                of("groups", (out, s) -> out.array(s.getGroups(), out::text)),
                of("connections", (out, s) -> out.array(connections(s), out::text)),
                of("level", (out, s) -> out.text(s.getRisk().getLevel().name())),
                column("value", (out, stored) -> out.bytes(stored.value()))));
        columns.addAll(Table.origin(Stored::origin));
        return columns;
    }

    private static List<String> connections(RiskAlert step) {
        return step.getExchanges().stream()
                .map(AlertedExchange::getConnection)
                .distinct()
                .toList();
    }

    private static Table.Column<Stored> of(String name, BiConsumer<ColumnWriter, RiskAlert> value) {
        return column(name, (out, stored) -> value.accept(out, stored.step()));
    }
}
