package io.vectrail.edge;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An edge before an upstream that does as a test says. The edge starts when a test first asks it for something. */
abstract class EdgeAndUpstream {

    /** What the edge shows the upstream, and nobody else. */
    static final String SECRET = "secret-of-the-provider";

    @TempDir
    Path folder;

    ScriptedUpstream upstream;
    EdgeUnderTest edge;
    String token;

    @BeforeEach
    final void openBoth() throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        token = edge.token("alice");
    }

    @AfterEach
    final void closeBoth() throws Exception {
        edge.close();
        upstream.close();
    }

    /** The base URL of a connection. */
    String url(String connection) {
        return "http://127.0.0.1:" + edge.port() + "/" + connection;
    }
}
