package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The table of what was done with alerts. A record is its row: nothing else of it is kept. */
final class CaseTable {

    static final Table<Stored> TABLE = new Table<>(
            "cases", columns(), stored -> Table.monthOf(stored.step().getAt()));

    private CaseTable() {}

    /** A step. */
    record Stored(Origin origin, CaseEvent step) {}

    private static List<Table.Column<Stored>> columns() {
        List<Table.Column<Stored>> columns = new ArrayList<>(List.of(
                of("alert", (out, s) -> out.text(s.getAlert())),
                of("id", (out, s) -> out.text(s.getId())),
                of("at", (out, s) -> out.time(s.getAt())),
                of("kind", (out, s) -> out.text(s.getKind().name())),
                of("actor", (out, s) -> out.text(s.getActor())),
                of("assignee", (out, s) -> out.optionalText(s.getAssignee())),
                of("verdict", (out, s) -> out.optionalText(name(s.getVerdict()))),
                of("reason", (out, s) -> out.text(s.getReason())),
                of("webhook", (out, s) -> out.optionalText(s.getWebhook())),
                of("step", (out, s) -> out.optionalText(s.getStep()))));
        columns.addAll(Table.origin(Stored::origin));
        return columns;
    }

    /** The record that a row was made of. */
    static CaseEvent event(Row row) {
        String verdict = row.optionalText("verdict");
        return CaseEvent.newBuilder()
                .setId(row.text("id"))
                .setAlert(row.text("alert"))
                .setAt(row.time("at"))
                .setKind(kind(row.text("kind")))
                .setActor(row.text("actor"))
                .setAssignee(row.optionalText("assignee"))
                .setVerdict(verdict == null ? null : verdict(verdict))
                .setReason(row.text("reason"))
                .setWebhook(row.optionalText("webhook"))
                .setStep(row.optionalText("step"))
                .build();
    }

    /** What a later version of this service wrote is unknown to this one, as its records are. */
    private static CaseKind kind(String name) {
        for (CaseKind kind : CaseKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return CaseKind.UNKNOWN;
    }

    private static Verdict verdict(String name) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(name)) {
                return verdict;
            }
        }
        return Verdict.UNKNOWN;
    }

    private static @Nullable String name(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.name();
    }

    private static Table.Column<Stored> of(String name, BiConsumer<ColumnWriter, CaseEvent> value) {
        return column(name, (out, stored) -> value.accept(out, stored.step()));
    }
}
