package io.vectrail.replay.archive;

import io.vectrail.replay.Engines;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Databases on the shared ClickHouse, one for each test. The first is brought to the schema by the migrations, the others are made after it, which
 * takes a third of the time; and one that nobody needs any more is dropped, since the server looks after each table that there is.
 */
public final class TestDatabases {

    private static final TestDatabases SHARED = new TestDatabases();

    private final ClickHouse clickHouse = clickHouse("template_" + unique());
    private final List<String> tables;

    private TestDatabases() {
        new Migrations(clickHouse).apply();
        tables = clickHouse.query(
                "SELECT name FROM system.tables WHERE database = currentDatabase()", Map.of(), row -> row.text("name"));
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace('-', '_');
    }

    private static ClickHouse clickHouse(String database) {
        return new ClickHouse(
                new ClickHouseSettings(URI.create(Engines.clickHouseUrl()), database, "default", "", Map.of()));
    }

    /** The name of one that nothing made yet. */
    public static String name() {
        return "t_" + unique();
    }

    /** One with all tables and nothing in them. */
    public static String empty() {
        return SHARED.make();
    }

    /**
     * One that goes on from here, as if what other tests published had been archived.
     *
     * @param ends as {@link Engines#ends}
     */
    public static String after(List<String> ends) {
        String name = SHARED.make();
        SHARED.clickHouse.execute(
                "INSERT INTO " + name + ".positions (topic, partition, next) VALUES " + String.join(", ", ends), false);
        return name;
    }

    private String make() {
        String name = name();
        clickHouse.execute("CREATE DATABASE " + name, true);
        for (String table : tables) {
            clickHouse.execute("CREATE TABLE " + name + "." + table + " AS " + table, false);
        }
        clickHouse.execute("INSERT INTO " + name + ".migrations SELECT * FROM migrations", false);
        return name;
    }

    /** Whoever still asks it gets no answer. */
    public static void drop(String name) {
        SHARED.clickHouse.execute("DROP DATABASE IF EXISTS " + name, true);
    }
}
