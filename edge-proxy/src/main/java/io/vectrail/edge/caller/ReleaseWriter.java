package io.vectrail.edge.caller;

import io.undertow.io.DefaultIoCallback;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Release;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Writes a release, with the headers that every response of the gateway has. */
final class ReleaseWriter {

    private static final HttpString EXCHANGE = new HttpString("X-Vectrail-Exchange");
    private static final HttpString DECISION = new HttpString("X-Vectrail-Decision");
    private static final HttpString SERVER_TIMING = new HttpString("Server-Timing");

    private static final int SLICE_BYTES = 256 * 1024;

    private ReleaseWriter() {}

    /** @param body what the client still sends of it is thrown away before the exchange ends */
    static void write(HttpServerExchange exchange, Arrival arrival, IncomingBody body, Release release) {
        exchange.setStatusCode(release.status());
        HeaderMap headers = exchange.getResponseHeaders();
        for (Header field : release.headers().fields()) {
            headers.add(new HttpString(field.name()), field.value());
        }
        release.told().forEach(field -> headers.put(new HttpString(field.name()), field.value()));
        headers.put(EXCHANGE, arrival.id().toString());
        headers.put(DECISION, release.decision().name().toLowerCase(Locale.ROOT));
        long addedMicros = (System.nanoTime() - arrival.nanos() - release.upstreamNanos() - release.heldNanos()) / 1000;
        headers.add(SERVER_TIMING, String.format(Locale.ROOT, "vectrail;dur=%.3f", addedMicros / 1000.0));
        exchange.setResponseContentLength(release.body().length);
        IoCallback last = exchange.isRequestComplete()
                ? IoCallback.END_EXCHANGE
                : new DefaultIoCallback() {
                    @Override
                    public void onComplete(HttpServerExchange written, Sender sender) {
                        body.discard(written::endExchange);
                    }
                };
        send(exchange.getResponseSender(), ByteBuffer.wrap(release.body()), last);
    }

    /** In slices: the channel copies what it is given, whole, before it writes a part of it. */
    private static void send(Sender sender, ByteBuffer rest, IoCallback last) {
        int count = Math.min(rest.remaining(), SLICE_BYTES);
        ByteBuffer slice = rest.slice(rest.position(), count);
        rest.position(rest.position() + count);
        if (!rest.hasRemaining()) {
            sender.send(slice, last);
            return;
        }
        sender.send(slice, new DefaultIoCallback() {
            @Override
            public void onComplete(HttpServerExchange exchange, Sender ready) {
                send(ready, rest, last);
            }
        });
    }
}
