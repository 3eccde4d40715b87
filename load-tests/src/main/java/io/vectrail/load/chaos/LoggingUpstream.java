package io.vectrail.load.chaos;

import io.undertow.Undertow;
import io.undertow.io.IoCallback;
import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.xnio.IoUtils;

/** The upstream of the harness: logs each text before it answers, and answers, fails or breaks off as the text says. */
final class LoggingUpstream implements AutoCloseable {

    private final long seed;
    private final AtomicReference<Ledger> ledger;
    private final Undertow server;

    private LoggingUpstream(long seed, int port, AtomicReference<Ledger> ledger) {
        this.seed = seed;
        this.ledger = ledger;
        this.server = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(1)
                .addHttpListener(port, "127.0.0.1")
                .setHandler(exchange -> exchange.getRequestReceiver()
                        .receiveFullBytes((Receiver.FullBytesCallback) (received, body) -> answer(received, body)))
                .build();
    }

    /** {@code ledger} holds that of the round. */
    static LoggingUpstream start(long seed, int port, AtomicReference<Ledger> ledger) {
        LoggingUpstream upstream = new LoggingUpstream(seed, port, ledger);
        upstream.server.start();
        return upstream;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        long key = Ask.keyIn(body);
        if (key < 0) {
            ledger.get().strange(body);
            exchange.setStatusCode(400).endExchange();
            return;
        }
        Ask ask = Ask.of(seed, key);
        switch (ask.kind()) {
            case CUT -> {
                ledger.get().seen(new Seen(key, Sha.of(body), null));
                IoUtils.safeClose(exchange.getConnection());
            }
            case HALF -> {
                ledger.get().seen(new Seen(key, Sha.of(body), null));
                sendHalf(exchange, ask.answer());
            }
            case SLOW, HANG_UP_WAITING -> {
                byte[] answer = logged(ask, body);
                exchange.dispatch(() -> exchange.getIoThread()
                        .executeAfter(() -> send(exchange, ask, answer), ask.delayMillis(), TimeUnit.MILLISECONDS));
            }
            case PLAIN,
                    FLOATS,
                    BATCH,
                    LARGE_RESPONSE,
                    LARGE_REQUEST,
                    ERROR,
                    BAD_MODEL,
                    UNKNOWN_ROUTE,
                    HANG_UP_SENDING,
                    HANG_UP_READING -> send(exchange, ask, logged(ask, body));
        }
    }

    private byte[] logged(Ask ask, byte[] body) {
        byte[] answer = ask.answer();
        ledger.get().seen(new Seen(ask.key(), Sha.of(body), Sha.of(answer)));
        return answer;
    }

    private static void send(HttpServerExchange exchange, Ask ask, byte[] answer) {
        exchange.setStatusCode(ask.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(answer));
    }

    private static void sendHalf(HttpServerExchange exchange, byte[] answer) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.setResponseContentLength(answer.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer, 0, answer.length / 2), new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange done, Sender sender) {
                IoUtils.safeClose(done.getConnection());
            }

            @Override
            public void onException(HttpServerExchange done, Sender sender, IOException failure) {
                IoUtils.safeClose(done.getConnection());
            }
        });
    }
}
