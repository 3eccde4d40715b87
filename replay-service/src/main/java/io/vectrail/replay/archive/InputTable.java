package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The table of texts and vectors. */
final class InputTable {

    static final Table<InputRow> TABLE = new Table<>(
            "inputs", columns(), row -> Table.monthOf(row.stored().exchange().getReceivedAt()));

    private InputTable() {}

    /**
     * One input and the exchange that it belongs to.
     *
     * @param rules those that matched, by name
     * @param detections types of what was found in the exchange
     * @param shown what a list shows of it
     * @param sketch of the input's vector
     */
    record InputRow(
            StoredExchange stored,
            StoredExchange.Input input,
            List<String> rules,
            List<String> detections,
            String shown,
            VectorSketch sketch) {}

    static List<InputRow> rows(StoredExchange stored) {
        AuditExchange exchange = stored.exchange();
        List<String> rules = exchange.getDecision().getRules().stream()
                .map(RuleMatch::getRule)
                .distinct()
                .toList();
        List<String> detections = ExchangeTable.detectionTypes(exchange);
        String shown = ShownExchange.of(stored).json();
        return stored.inputs().stream()
                .map(input -> new InputRow(stored, input, rules, detections, shown, VectorSketch.of(input.vector())))
                .toList();
    }

    private static List<Table.Column<InputRow>> columns() {
        List<Table.Column<InputRow>> columns = new ArrayList<>(List.of(
                of("exchange", (out, e) -> out.text(e.getId())),
                of("time", (out, e) -> out.time(e.getReceivedAt())),
                of("subject", (out, e) -> out.text(e.getCaller().getSubject())),
                of("groups", (out, e) -> out.array(e.getCaller().getGroups(), out::text)),
                of("connection", (out, e) -> out.text(e.getConnection())),
                of("model", (out, e) -> out.text(e.getModel())),
                of("decision", (out, e) -> out.text(e.getDecision().getOutcome().name())),
                of("outcome", (out, e) -> out.text(e.getOutcome().name())),
                column("input", (out, row) -> out.number(row.input().index())),
                column("text", (out, row) -> out.text(row.input().text())),
                column("terms", (out, row) -> out.text(Terms.joined(row.input().text()))),
                column("vector", (out, row) -> out.floats(row.input().vector())),
                column("rules", (out, row) -> out.array(row.rules(), out::text)),
                column("detections", (out, row) -> out.array(row.detections(), out::text)),
                column("shown", (out, row) -> out.text(row.shown())),
                column("vector_hash", (out, row) -> out.bytes(row.sketch().hash())),
                column("signs", (out, row) -> out.bytes(row.sketch().signs()))));
        columns.addAll(Table.origin(row -> row.stored().origin()));
        return columns;
    }

    private static Table.Column<InputRow> of(String name, BiConsumer<ColumnWriter, AuditExchange> value) {
        return column(name, (out, row) -> value.accept(out, row.stored().exchange()));
    }
}
