package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AuditSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of sessions: each record of the topic is a version of one. */
final class SessionTable {

    /** It has no partitions: versions of one session must meet to replace each other. */
    static final Table<Version> TABLE = new Table<>("sessions", columns(), version -> Table.UNDIVIDED);

    private SessionTable() {}

    /**
     * A version.
     *
     * @param session null when the session was merged into another
     */
    record Version(Origin origin, String id, @Nullable AuditSession session) {

        private AuditSession content() {
            return session != null
                    ? session
                    : AuditSession.newBuilder()
                            .setId(id)
                            .setSubject("")
                            .setConnection("")
                            .setStart(Instant.EPOCH)
                            .setEnd(Instant.EPOCH)
                            .build();
        }
    }

    private static List<Table.Column<Version>> columns() {
        List<Table.Column<Version>> columns = new ArrayList<>(List.of(
                column("id", (out, v) -> out.text(v.id())),
                column("subject", (out, v) -> out.text(v.content().getSubject())),
                column("connection", (out, v) -> out.text(v.content().getConnection())),
                column("name", (out, v) -> out.optionalText(v.content().getName())),
                column("start", (out, v) -> out.time(v.content().getStart())),
                column("end", (out, v) -> out.time(v.content().getEnd())),
                column("exchanges", (out, v) -> out.longNumber(v.content().getExchanges())),
                column("refused", (out, v) -> out.longNumber(v.content().getRefused())),
                column("items", (out, v) -> out.longNumber(v.content().getItems())),
                column("request_bytes", (out, v) -> out.longNumber(v.content().getRequestBytes())),
                column("response_bytes", (out, v) -> out.longNumber(v.content().getResponseBytes())),
                column("models", (out, v) -> out.array(v.content().getModels(), out::text)),
                column("deleted", (out, v) -> out.flag(v.session() == null))));
        columns.addAll(Table.origin(Version::origin));
        return columns;
    }
}
