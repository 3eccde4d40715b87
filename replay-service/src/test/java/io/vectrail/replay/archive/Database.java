package io.vectrail.replay.archive;

import io.vectrail.replay.Engines;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A database of one test's own, brought to the schema, with nothing in it. */
public final class Database implements AutoCloseable {

    private final ClickHouse clickHouse = new ClickHouse(new ClickHouseSettings(
            URI.create(Engines.clickHouseUrl()), TestDatabases.empty(), "default", "", Map.of()));

    public ClickHouse clickHouse() {
        return clickHouse;
    }

    public void execute(String sql) {
        clickHouse.execute(sql, false);
    }

    /** The single column {@code line} of a question. */
    public List<String> lines(String sql) {
        return clickHouse.query(sql, Map.of(), row -> row.text("line"));
    }

    @Override
    public void close() {
        TestDatabases.drop(clickHouse.database());
        clickHouse.close();
    }
}
