package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.KafkaEngine;
import io.vectrail.local.process.FreePort;

/** A real broker on a free port with a folder of its own. */
public final class Broker implements AutoCloseable {
    private final KafkaEngine kafka;
    private final EngineProcess process;

    private Broker() {
        EngineProcess.Folder folder = EngineProcess.Folder.create("kafka");
        kafka = new KafkaEngine(new Engines(Checkout.find()).kafka(), folder.home(), FreePort.any());
        process = EngineProcess.start(folder, kafka.program());
    }

    /** One broker for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static Broker shared() {
        return Shared.INSTANCE;
    }

    /** A broker of the test's own, to be closed by it: for tests that stop or kill it. */
    public static Broker start() {
        return new Broker();
    }

    /** {@code host:port}, for {@code bootstrap.servers}. */
    public String bootstrap() {
        return kafka.bootstrap();
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
        process.restart(kafka.program());
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        process.close();
    }

    private static final class Shared {
        private static final Broker INSTANCE = new Broker();
    }
}
