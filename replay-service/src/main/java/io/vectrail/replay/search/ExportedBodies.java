package io.vectrail.replay.search;

import io.vectrail.event.Side;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.archive.StoredBodies;
import io.vectrail.replay.archive.StoredBodies.BodyKey;
import io.vectrail.replay.scope.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recorded bytes of exchanges, oldest first, part by part. Thread-safe. */
public final class ExportedBodies {

    private static final int PAGE = 500;

    private final ClickHouse clickHouse;
    private final StoredBodies bodies;

    public ExportedBodies(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.bodies = new StoredBodies(clickHouse);
    }

    /**
     * What of an exchange's bodies is meant to be kept.
     *
     * @param place of the exchange
     * @param sides of those that are
     */
    public record Kept(Cursor place, List<Body> sides) {

        public Kept {
            sides = List.copyOf(sides);
        }
    }

    /** @param parts at least one */
    public record Body(BodyKey key, int parts) {}

    /**
     * The next of those that fit, at most 500; none where there are no more.
     *
     * @param after null: from the first on
     */
    public List<Kept> next(ExchangeFilter filter, Scope texts, @Nullable Cursor after) {
        Conditions conditions = ExportedRows.conditions(ExportedRows.Of.EXCHANGES, filter, texts)
                .above("time", "id", after)
                .limit(PAGE);
        return clickHouse.query(
                "SELECT id, time, request_parts, response_parts, partition, offset FROM exchanges WHERE "
                        + conditions.where() + " ORDER BY time, id LIMIT {limit:UInt32}",
                conditions.parameters(),
                ExportedBodies::kept);
    }

    private static Kept kept(Row row) {
        String id = row.text("id");
        List<Body> sides = new ArrayList<>();
        for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
            int parts = row.number(side == Side.REQUEST ? "request_parts" : "response_parts");
            if (parts > 0) {
                sides.add(new Body(new BodyKey(id, side, row.number("partition"), row.longNumber("offset")), parts));
            }
        }
        return new Kept(new Cursor(row.time("time"), id), sides);
    }

    /** Whether all parts of one are still there. */
    public boolean isWhole(Body body) {
        return bodies.parts(body.key(), body.parts()).isPresent();
    }

    /** Writes one that is whole. */
    public void write(Body body, OutputStream target) throws IOException {
        for (int part = 0; part < body.parts(); part++) {
            target.write(bodies.part(body.key(), part));
        }
    }
}
