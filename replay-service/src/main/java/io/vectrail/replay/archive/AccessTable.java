package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AccessEvent;
import io.vectrail.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The table of accesses: who did or saw what. */
final class AccessTable {

    static final Table<Stored> TABLE =
            new Table<>("access", columns(), row -> Table.monthOf(row.event().getAt()));

    private AccessTable() {}

    /** An access, and where it stood in Kafka. */
    record Stored(Origin origin, AccessEvent event) {}

    private static List<Table.Column<Stored>> columns() {
        List<Table.Column<Stored>> columns = new ArrayList<>(List.of(
                of("id", (out, e) -> out.text(e.getId())),
                of("time", (out, e) -> out.time(e.getAt())),
                of("actor", (out, e) -> out.text(e.getActor())),
                of("address", (out, e) -> out.text(e.getAddress())),
                of("action", (out, e) -> out.text(e.getAction().name())),
                of("object", (out, e) -> out.text(e.getObject())),
                of("detail_names", (out, e) -> out.array(names(e), out::text)),
                of("detail_values", (out, e) -> out.array(values(e), out::text))));
        columns.addAll(Table.origin(Stored::origin));
        return columns;
    }

    private static List<String> names(AccessEvent event) {
        return event.getDetails().stream().map(Field::getName).toList();
    }

    private static List<String> values(AccessEvent event) {
        return event.getDetails().stream().map(Field::getValue).toList();
    }

    private static Table.Column<Stored> of(String name, BiConsumer<ColumnWriter, AccessEvent> value) {
        return column(name, (out, row) -> value.accept(out, row.event()));
    }
}
