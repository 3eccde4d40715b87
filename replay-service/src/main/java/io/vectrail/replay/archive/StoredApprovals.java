package io.vectrail.replay.archive;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads approvals back: what their records amount to is told by the same fold that edges and whoever decides apply to the topic. A grant may
 * have been used without end, and looked at as often; of what changes nothing only the first is read. Thread-safe.
 */
public final class StoredApprovals {

    /** Most approvals that are read in one question. */
    public static final int MOST_AT_ONCE = 64;

    /** Of each kind of consequence, and of each who consented: a policy may want many. A list needs none that has none. */
    private static final int MOST_IN_LIST = 64;

    private static final int MOST_OF_ONE = 1_000;

    private static final String CONSEQUENCE =
            "multiIf(kind = 'USED' AND completed, 1, kind IN ('USED', 'SEEN', 'NOTIFIED', 'UNDELIVERED'), 2, 0)";

    /** The steps are chosen without their texts, and in the fold's order. */
    private static final String STEPS = """
            SELECT approval, base64Encode(outline) AS record, partition, offset FROM approvals
            WHERE approval IN {ids:Array(String)} AND (partition, offset) IN
                (SELECT partition, offset FROM approvals
                    WHERE approval IN {ids:Array(String)} AND kind != 'UNKNOWN' AND %1$s < %2$s
                    ORDER BY approval, partition, offset
                    LIMIT %3$s BY approval, %1$s, if(kind = 'CONSENTED', actor, ''))
            ORDER BY approval, partition, offset
            """;

    private static final String IN_LIST = STEPS.formatted(CONSEQUENCE, 2, MOST_IN_LIST);
    private static final String WHOLE_LIFE = STEPS.formatted(CONSEQUENCE, 3, MOST_OF_ONE);

    private static final String VALUE = """
            SELECT value FROM approvals
            WHERE approval = {id:String} AND partition = {partition:Int32} AND offset = {offset:Int64} LIMIT 1
            """;

    private final ClickHouse clickHouse;
    private final EventSerde<ApprovalEvent> serde;

    /** @param registry tells what schemas the records were written with */
    public StoredApprovals(ClickHouse clickHouse, SchemaRegistry registry) {
        this.clickHouse = clickHouse;
        this.serde = new EventSerde<>(Topics.APPROVALS, registry);
    }

    /**
     * Those that there are of these, by id, without the steps that changed nothing.
     *
     * @param ids at most {@value #MOST_AT_ONCE}
     */
    public Map<String, Approval> inList(Collection<String> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(ids.size() + " approvals at once");
        }
        return ids.isEmpty() ? Map.of() : folded(IN_LIST, ids);
    }

    /** One with its whole life, as far as {@link Approval} keeps it. */
    public Optional<Approval> one(String id) {
        return Optional.ofNullable(folded(WHOLE_LIFE, List.of(id)).get(id));
    }

    /** The exchange that an approval was asked for, with its body; empty where the record of it is gone. */
    public Optional<AuditExchange> exchange(Approval approval) {
        byte[] value = clickHouse.bytes(
                VALUE,
                Map.of(
                        "id",
                        approval.id(),
                        "partition",
                        approval.asked().partition(),
                        "offset",
                        approval.asked().offset()));
        return value.length == 0
                ? Optional.empty()
                : Optional.ofNullable(read(value).getRequest()).map(ApprovalRequest::getExchange);
    }

    private Map<String, Approval> folded(String sql, Collection<String> ids) {
        record Stored(String approval, byte[] outline, int partition, long offset) {}
        List<Stored> steps = clickHouse.query(
                sql,
                Map.of("ids", ids),
                row -> new Stored(
                        row.text("approval"),
                        Base64.getDecoder().decode(row.text("record")),
                        row.number("partition"),
                        row.longNumber("offset")));
        ApprovalLedger ledger = new ApprovalLedger();
        for (Stored step : steps) {
            var _ = ledger.take(
                    new ApprovalEntry(step.approval(), read(step.outline()), step.partition(), step.offset()));
        }
        Map<String, Approval> approvals = new HashMap<>();
        new ArrayList<>(ledger.all()).forEach(approval -> approvals.put(approval.id(), approval));
        return approvals;
    }

    private ApprovalEvent read(byte[] value) {
        try {
            return serde.read(value);
        } catch (RegistryException e) {
            throw new ArchiveException(
                    ArchiveException.Kind.AWAY, "the schema registry does not say how stored records are read", e);
        } catch (UndecodableEventException e) {
            throw new IllegalStateException("a stored approval cannot be read, which could be when it was stored", e);
        }
    }
}
