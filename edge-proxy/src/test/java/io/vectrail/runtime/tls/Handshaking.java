package io.vectrail.runtime.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLSession;

/** A handshake between two engines, without a network. */
final class Handshaking {

    private static final int MOST_TURNS = 50;

    private Handshaking() {}

    /** The client's session. @throws IOException when the two do not agree */
    static SSLSession of(SSLContext server, SSLContext client, String version) throws IOException {
        SSLEngine asking = client.createSSLEngine("edge", 443);
        asking.setUseClientMode(true);
        asking.setEnabledProtocols(new String[] {version});
        SSLEngine answering = server.createSSLEngine();
        ByteBuffer toServer = ByteBuffer.allocate(64 << 10);
        ByteBuffer toClient = ByteBuffer.allocate(64 << 10);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            turn(asking, toClient, toServer);
            turn(answering, toServer, toClient);
        }
        if (over(asking) && over(answering)) {
            return asking.getSession();
        }
        throw new IOException(
                "there was no end: " + asking.getHandshakeStatus() + ", " + answering.getHandshakeStatus());
    }

    private static boolean over(SSLEngine engine) {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws IOException {
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(64 << 10));
        in.compact();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        engine.wrap(ByteBuffer.allocate(0), out);
    }
}
