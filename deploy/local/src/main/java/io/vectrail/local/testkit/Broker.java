package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.KafkaEngine;
import io.vectrail.local.process.FreePort;

/** A real broker on a free port with a folder of its own. */
public final class Broker extends EngineProcess {
    private final KafkaEngine kafka;

    private Broker(Folder folder, KafkaEngine kafka) {
        // It lives for a minute, and on few cores a better compiler takes the time that it would save.
        super(folder, () -> kafka.program().with("-XX:TieredStopAtLevel=1"));
        this.kafka = kafka;
    }

    /** One broker for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static Broker shared() {
        return Shared.INSTANCE;
    }

    /** A broker of the test's own, to be closed by it: for tests that stop or kill it. */
    public static Broker start() {
        Folder folder = Folder.create("kafka");
        return new Broker(folder, new KafkaEngine(new Engines(Checkout.find()).kafka(), folder.home(), FreePort.any()));
    }

    /** {@code host:port}, for {@code bootstrap.servers}. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    private static final class Shared {
        private static final Broker INSTANCE = start();
    }
}
