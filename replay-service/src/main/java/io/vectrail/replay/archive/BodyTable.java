package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table of the bytes on the wire. */
final class BodyTable {

    static final Table<Part> TABLE = new Table<>("bodies", columns(), part -> Table.monthOf(part.time()));

    private BodyTable() {}

    /**
     * A part of a body.
     *
     * @param time decides the table partition alone
     */
    record Part(Origin origin, String exchange, Side side, int index, Instant time, byte[] bytes) {}

    /** The bodies that stand in an exchange itself. */
    static List<Part> inline(StoredExchange row) {
        Stream<Part> request =
                inline(row, Side.REQUEST, row.exchange().getRequest().getBody());
        Stream<Part> response = row.exchange().getResponse() == null
                ? Stream.empty()
                : inline(row, Side.RESPONSE, row.exchange().getResponse().getBody());
        return Stream.concat(request, response).toList();
    }

    private static Stream<Part> inline(StoredExchange row, Side side, RecordedBody body) {
        if (body.getContent() == null) {
            return Stream.empty();
        }
        byte[] bytes = ExchangeTable.bytes(Objects.requireNonNull(body.getContent()));
        String id = row.exchange().getId();
        return Stream.of(new Part(row.origin(), id, side, 0, row.exchange().getReceivedAt(), bytes));
    }

    private static List<Table.Column<Part>> columns() {
        List<Table.Column<Part>> columns = new ArrayList<>(List.of(
                column("exchange", (out, part) -> out.text(part.exchange())),
                column("side", (out, part) -> out.text(part.side().name())),
                column("part", (out, part) -> out.number(part.index())),
                column("time", (out, part) -> out.time(part.time())),
                column("bytes", (out, part) -> out.bytes(part.bytes()))));
        columns.addAll(Table.origin(Part::origin));
        return columns;
    }
}
