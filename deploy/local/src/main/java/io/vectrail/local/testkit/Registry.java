package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.RegistryEngine;
import io.vectrail.local.process.FreePort;

/** A real schema registry with Confluent's REST API, on a free port with a folder of its own. */
public final class Registry implements AutoCloseable {
    private final RegistryEngine engine;
    private final EngineProcess process;

    private Registry() {
        EngineProcess.Folder folder = EngineProcess.Folder.create("registry");
        engine = new RegistryEngine(new Engines(Checkout.find()).registry(), folder.home(), FreePort.any());
        process = EngineProcess.start(folder, engine.program());
    }

    /** One for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static Registry shared() {
        return Shared.INSTANCE;
    }

    /** One of the test's own, to be closed by it: for tests that stop or kill it. */
    public static Registry start() {
        return new Registry();
    }

    /** The base of Confluent's API, as in {@code http://127.0.0.1:PORT/apis/ccompat/v7}. */
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
        private static final Registry INSTANCE = new Registry();
    }
}
