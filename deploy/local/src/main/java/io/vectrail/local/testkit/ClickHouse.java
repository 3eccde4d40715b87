package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.ClickHouseEngine;
import io.vectrail.local.engine.ClickHouseMain;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.process.FreePort;
import io.vectrail.local.process.JavaClassPath;

/** A real ClickHouse engine behind its own HTTP interface, on a free port with a folder of its own. */
public final class ClickHouse implements AutoCloseable {
    private final ClickHouseEngine engine;
    private final EngineProcess process;

    private ClickHouse() {
        EngineProcess.Folder folder = EngineProcess.Folder.create("clickhouse");
        engine = new ClickHouseEngine(
                new Engines(Checkout.find()).clickHouse(),
                folder.home(),
                FreePort.any(),
                JavaClassPath.of(ClickHouseMain.class));
        process = EngineProcess.start(folder, engine.program());
    }

    /** One for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static ClickHouse shared() {
        return Shared.INSTANCE;
    }

    /** One of the test's own, to be closed by it: for tests that stop or kill it. */
    public static ClickHouse start() {
        return new ClickHouse();
    }

    /** {@code http://127.0.0.1:PORT}; user {@code default}, no password. */
    public String url() {
        return engine.url();
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.kill();
    }

    /** Ends it in order. */
    public void stop() {
        process.stop();
    }

    /** Starts it again on the same port and data, and waits until it is healthy. */
    public void restart() {
        process.restart(engine.program());
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        process.close();
    }

    private static final class Shared {
        private static final ClickHouse INSTANCE = new ClickHouse();
    }
}
