package io.vectrail.replay.search;

import io.vectrail.document.approval.Approval;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.StoredApprovals;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Approvals as they are kept, however long ago they were decided on. The archive finds which may be meant; where each stands is told by the
 * same fold that edges apply, since a record of a decision does not say whether it counted. Thread-safe.
 */
public final class PastApprovals {

    /** Requests that one question looks at. A page may be short, and have a next one, where more of them are not meant. */
    private static final int MOST_LOOKED_AT = 1_024;

    private static final String REQUESTED = "REQUESTED";
    private static final String REQUESTS = "SELECT approval, at, partition, offset FROM approvals WHERE ";

    /**
     * An id is a UUIDv7, and begins with its time: this is the order of the table, of which no more is read than the page needs. A request
     * that was published twice counts where it came first.
     */
    private static final String ORDER =
            " ORDER BY approval DESC, partition, offset LIMIT 1 BY approval LIMIT {limit:UInt32}";

    private final ClickHouse clickHouse;
    private final StoredApprovals stored;
    private final int mostLookedAt;

    /** @param registry tells what schemas the records were written with */
    public PastApprovals(ClickHouse clickHouse, SchemaRegistry registry) {
        this(clickHouse, registry, MOST_LOOKED_AT);
    }

    PastApprovals(ClickHouse clickHouse, SchemaRegistry registry, int mostLookedAt) {
        this.clickHouse = clickHouse;
        this.stored = new StoredApprovals(clickHouse, registry);
        this.mostLookedAt = mostLookedAt;
    }

    /** An approval with its whole life, and the exchange that it was asked for, with the body as it would be forwarded. */
    public record Past(Approval approval, AuditExchange exchange) {}

    /**
     * One page, by id, which is by the time of the request. Steps that changed nothing are left out.
     *
     * @param limit 1 to {@value Page#MOST_ITEMS}
     * @throws io.vectrail.replay.archive.ArchiveException when the archive or the schema registry is away, or the question too wide
     */
    public Page<Approval> newestFirst(ApprovalFilter filter, Scope scope, @Nullable Cursor cursor, int limit) {
        // Where few of those that are looked at are meant, small steps would be as many questions.
        int most = Math.min(StoredApprovals.MOST_AT_ONCE, mostLookedAt);
        List<Approval> found = new ArrayList<>();
        Cursor last = cursor;
        for (int looked = 0; looked < mostLookedAt; looked += most) {
            List<Request> requests =
                    requests(conditions(filter, last).within(scope).limit(most));
            Map<String, Approval> approvals =
                    stored.inList(requests.stream().map(Request::approval).toList());
            for (Request request : requests) {
                Approval approval = approvals.get(request.approval());
                if (approval != null && request.isOf(approval) && stands(approval, filter.state())) {
                    if (found.size() == limit) {
                        return new Page<>(found, encoded(last));
                    }
                    found.add(approval);
                }
                last = new Cursor(request.at(), request.approval());
            }
            if (requests.size() < most) {
                return new Page<>(found, null);
            }
        }
        return new Page<>(found, encoded(last));
    }

    /** Empty where there is none in the scope. */
    public Optional<Past> find(String id, Scope scope) {
        Conditions conditions = new Conditions()
                .require("approval = {id:String} AND kind = 'REQUESTED'", "id", id)
                .within(scope)
                .limit(Page.MOST_ITEMS);
        List<Request> requests = requests(conditions);
        return requests.isEmpty()
                ? Optional.empty()
                : stored.one(id)
                        .filter(approval -> requests.stream().anyMatch(request -> request.isOf(approval)))
                        .flatMap(approval -> stored.exchange(approval).map(exchange -> new Past(approval, exchange)));
    }

    /** A record of a request. */
    private record Request(String approval, Instant at, int partition, long offset) {

        /** Whether it is the record that counts: what lies in a scope is what that one says. */
        boolean isOf(Approval known) {
            return known.asked().partition() == partition && known.asked().offset() == offset;
        }
    }

    private List<Request> requests(Conditions conditions) {
        return clickHouse.query(
                REQUESTS + conditions.where() + ORDER,
                conditions.parameters(),
                row -> new Request(
                        row.text("approval"), row.time("at"), row.number("partition"), row.longNumber("offset")));
    }

    private static Conditions conditions(ApprovalFilter filter, @Nullable Cursor cursor) {
        Conditions conditions = new Conditions()
                .require("kind = 'REQUESTED'")
                .like("subject", filter.subject())
                .equal("connection", filter.connection())
                .from("at", filter.from())
                .before("at", filter.to());
        if (cursor != null) {
            conditions.require("approval < {cursorId:String}", "cursorId", cursor.id());
        }
        if (filter.rule() != null) {
            conditions.require("has(rules, {rule:String})", "rule", filter.rule());
        }
        if (filter.state() != null && !filter.state().equals(REQUESTED)) {
            // None stands there without a record that says so; whether that counted is seen when they are read.
            conditions.require(
                    "approval IN (SELECT approval FROM approvals WHERE kind = {state:String})",
                    "state",
                    filter.state());
        }
        return conditions;
    }

    private static boolean stands(Approval approval, @Nullable String state) {
        return state == null || approval.state().label().equals(state);
    }

    private static @Nullable String encoded(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.encoded();
    }
}
