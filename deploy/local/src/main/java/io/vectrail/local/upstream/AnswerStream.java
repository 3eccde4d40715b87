package io.vectrail.local.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A body on its way: a small one leaves with its Content-Length, a larger one in HTTP's chunks as it is made. */
final class AnswerStream extends OutputStream {
    private static final int HELD_BYTES = 64 * 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(HELD_BYTES);
    private final HttpExchange exchange;
    private final int status;
    private @Nullable OutputStream leaving;

    AnswerStream(HttpExchange exchange, int status) {
        this.exchange = exchange;
        this.status = status;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        held.write(bytes, from, length);
        if (held.size() >= HELD_BYTES) {
            send();
        }
    }

    @Override
    public void close() throws IOException {
        if (leaving == null) {
            exchange.sendResponseHeaders(status, held.size());
            held.writeTo(exchange.getResponseBody());
        } else {
            send();
            leaving.close();
        }
    }

    private void send() throws IOException {
        if (leaving == null) {
            exchange.sendResponseHeaders(status, 0);
            leaving = exchange.getResponseBody();
        }
        held.writeTo(leaving);
        held.reset();
    }
}
