package io.vectrail.local.testkit;

import io.vectrail.local.upstream.UpstreamServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The demo upstream on a free port, inside the test's JVM. */
public final class DemoUpstream implements AutoCloseable {
    private static final String BEARER = "sk-demo-upstream-0123456789";

    private final UpstreamServer server;

    private DemoUpstream(UpstreamServer server) {
        this.server = server;
    }

    public static DemoUpstream start() {
        try {
            return new DemoUpstream(UpstreamServer.start(0, BEARER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://127.0.0.1:PORT}, without {@code /v1}. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The one bearer that it accepts. */
    public String bearer() {
        return BEARER;
    }

    @Override
    public void close() {
        server.close();
    }
}
