package io.vectrail.edge.provider.upstream;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * The TLS handshake of a new connection, to its end. Undertow's own way to agree on a protocol tells of it as soon as the server named
 * one, which in TLS 1.3 is before its certificate was looked at: calls would be handed over to a server that is not believed.
 */
final class Handshake {

    private final SslConnection connection;
    private final SSLEngine engine;
    private final XnioIoThread thread;
    private final Consumer<String> agreed;
    private final Runnable failed;

    /**
     * @param agreed told the protocol, empty where the server names none
     * @param failed may be run more than once
     */
    Handshake(SslConnection connection, XnioIoThread thread, Consumer<String> agreed, Runnable failed) {
        this.connection = connection;
        this.engine = UndertowXnioSsl.getSslConduit(connection).getSSLEngine();
        this.thread = thread;
        this.agreed = agreed;
        this.failed = failed;
    }

    /** @param protocols in order of preference (RFC 7301) */
    void start(String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        // What the handshake still writes is written before this runs.
        connection.getHandshakeSetter().set(done -> thread.execute(this::finished));
        // Where a check fails, the connection is closed and nobody is told.
        connection.getCloseSetter().set(closed -> failed.run());
        try {
            connection.startHandshake();
        } catch (IOException e) {
            failed.run();
            return;
        }
        connection.getSourceChannel().getReadSetter().set(this::drive);
        connection.getSourceChannel().resumeReads();
    }

    /** Reading nothing lets the handshake go on, and leaves what the server sends after it. */
    private void drive(StreamSourceChannel in) {
        try {
            if (in.read(ByteBuffer.allocate(0)) < 0) {
                failed.run();
            }
        } catch (IOException e) {
            failed.run();
        }
    }

    private void finished() {
        connection.getSourceChannel().suspendReads();
        String protocol = engine.getApplicationProtocol();
        agreed.accept(protocol == null ? "" : protocol);
    }
}
