package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.ClickHouseEngine;
import io.vectrail.local.engine.ClickHouseMain;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.JavaClassPath;

/** A real ClickHouse engine behind its own HTTP interface, on a free port with a folder of its own. */
public final class ClickHouse extends EngineProcess {
    private final ClickHouseEngine clickHouse;

    private ClickHouse(Folder folder, ClickHouseEngine clickHouse) {
        super(folder, clickHouse::program);
        this.clickHouse = clickHouse;
    }

    /** One for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static ClickHouse shared() {
        return Shared.INSTANCE;
    }

    /** One of the test's own, to be closed by it: for tests that stop or kill it. */
    public static ClickHouse start() {
        Folder folder = Folder.create("clickhouse");
        return new ClickHouse(
                folder,
                new ClickHouseEngine(
                        new Engines(Checkout.find()).clickHouse(),
                        folder.home(),
                        FreePort.any(),
                        JavaClassPath.of(ClickHouseMain.class)));
    }

    /** {@code http://127.0.0.1:PORT}; user {@code default}, no password. */
    public String url() {
        return clickHouse.url();
    }

    private static final class Shared {
        private static final ClickHouse INSTANCE = start();
    }
}
