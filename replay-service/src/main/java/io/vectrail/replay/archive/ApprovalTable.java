package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.ApprovalRequirement;
import io.vectrail.event.AuditExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of approvals' lives. */
final class ApprovalTable {

    static final Table<Step> TABLE = new Table<>("approvals", columns(), step -> Table.monthOf(step.time()));

    private ApprovalTable() {}

    /**
     * A record of an approval.
     *
     * @param time decides the table partition alone
     * @param outline the record without the request's body
     * @param value the record as it stood in Kafka
     */
    record Step(Origin origin, Instant time, ApprovalEvent event, byte[] outline, byte[] value) {}

    private static List<Table.Column<Step>> columns() {
        List<Table.Column<Step>> columns = new ArrayList<>(List.of(
                of("approval", (out, e) -> out.text(e.getApproval())),
                column("time", (out, step) -> out.time(step.time())),
                of("id", (out, e) -> out.text(e.getId())),
                of("at", (out, e) -> out.time(e.getAt())),
                of("kind", (out, e) -> out.text(e.getKind().name())),
                of("actor", (out, e) -> out.text(e.getActor())),
                of("reason", (out, e) -> out.text(e.getReason())),
                of("exchange", (out, e) -> out.optionalText(e.getExchange())),
                of("completed", (out, e) -> out.flag(e.getCompleted())),
                of(
                        "subject",
                        (out, e) ->
                                out.text(ofExchange(e, held -> held.getCaller().getSubject()))),
                of("groups", (out, e) -> out.array(groups(e), out::text)),
                of("connection", (out, e) -> out.text(ofExchange(e, AuditExchange::getConnection))),
                of("model", (out, e) -> out.text(ofExchange(e, AuditExchange::getModel))),
                of("rules", (out, e) -> out.array(rules(e), out::text)),
                of("expires", (out, e) -> out.optionalTime(expires(e))),
                of("request_hash", (out, e) -> out.text(hash(e))),
                column("outline", (out, step) -> out.bytes(step.outline())),
                column("value", (out, step) -> out.bytes(step.value()))));
        columns.addAll(Table.origin(Step::origin));
        return columns;
    }

    /** Null of whatever is no request, and of one that says nothing. */
    static @Nullable ApprovalRequest request(ApprovalEvent event) {
        return event.getKind() == ApprovalKind.REQUESTED ? event.getRequest() : null;
    }

    private static String ofExchange(ApprovalEvent event, Function<AuditExchange, String> value) {
        ApprovalRequest request = request(event);
        return request == null ? "" : value.apply(request.getExchange());
    }

    private static List<String> groups(ApprovalEvent event) {
        ApprovalRequest request = request(event);
        return request == null ? List.of() : request.getExchange().getCaller().getGroups();
    }

    private static List<String> rules(ApprovalEvent event) {
        ApprovalRequest request = request(event);
        return request == null
                ? List.of()
                : request.getRequirements().stream()
                        .map(ApprovalRequirement::getRule)
                        .toList();
    }

    private static @Nullable Instant expires(ApprovalEvent event) {
        ApprovalRequest request = request(event);
        return request == null ? null : request.getExpiresAt();
    }

    private static String hash(ApprovalEvent event) {
        ApprovalRequest request = request(event);
        return request == null ? "" : request.getRequestHash();
    }

    private static Table.Column<Step> of(String name, BiConsumer<ColumnWriter, ApprovalEvent> value) {
        return column(name, (out, step) -> value.accept(out, step.event()));
    }
}
