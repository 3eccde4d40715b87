package io.vectrail.local.testkit;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.engine.Engines;
import io.vectrail.local.engine.RegistryEngine;
import io.vectrail.local.process.FreePort;

/** A real schema registry with Confluent's REST API, on a free port with a folder of its own. */
public final class Registry extends EngineProcess {
    private final RegistryEngine registry;

    private Registry(Folder folder, RegistryEngine registry) {
        super(folder, registry::program);
        this.registry = registry;
    }

    /** One for all tests of this JVM, started by the first that asks and stopped when the JVM ends. */
    public static Registry shared() {
        return Shared.INSTANCE;
    }

    /** One of the test's own, to be closed by it: for tests that stop or kill it. */
    public static Registry start() {
        Folder folder = Folder.create("registry");
        return new Registry(
                folder, new RegistryEngine(new Engines(Checkout.find()).registry(), folder.home(), FreePort.any()));
    }

    /** The base of Confluent's API, as in {@code http://127.0.0.1:PORT/apis/ccompat/v7}. */
    public String url() {
        return registry.url();
    }

    private static final class Shared {
        private static final Registry INSTANCE = start();
    }
}
