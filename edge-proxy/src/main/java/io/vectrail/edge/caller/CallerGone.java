package io.vectrail.edge.caller;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.vectrail.edge.exchange.Gone;
import java.io.IOException;

/** Looks at the connection of an HTTP/1.1 exchange, from which nobody reads while its request is under way. */
final class CallerGone implements Gone {

    private final HttpServerExchange exchange;
    private boolean ended;

    CallerGone(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public boolean getAsBoolean() {
        return !exchange.getConnection().isOpen();
    }

    @Override
    public boolean perhaps() {
        if (!ended
                && exchange.isRequestComplete()
                && !exchange.isResponseStarted()
                && exchange.getConnection() instanceof HttpServerConnection connection
                && connection.getExtraBytes() == null) {
            ended = readsToTheEnd(connection);
        }
        return ended || getAsBoolean();
    }

    /** What is read is the beginning of the client's next request, and kept for it. */
    private static boolean readsToTheEnd(HttpServerConnection connection) {
        PooledByteBuffer bytes = connection.getByteBufferPool().allocate();
        int count = -1;
        try {
            count = connection.getOriginalSourceConduit().read(bytes.getBuffer());
        } catch (IOException e) {
            // It was reset; the write will find out.
            return true;
        } finally {
            if (count <= 0) {
                bytes.close();
            }
        }
        if (count > 0) {
            bytes.getBuffer().flip();
            connection.ungetRequestBytes(bytes);
        }
        return count < 0;
    }
}
