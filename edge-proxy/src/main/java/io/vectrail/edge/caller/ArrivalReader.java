package io.vectrail.edge.caller;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an arrival of a request's head. The path stays as it was sent: what is not normal in it finds no route. */
final class ArrivalReader {

    private final Clock clock;
    private final Supplier<UUID> ids;
    private final @Nullable ShownCertificates certificates;

    /** @param certificates null: no client shows any */
    ArrivalReader(Clock clock, Supplier<UUID> ids, @Nullable ShownCertificates certificates) {
        this.clock = clock;
        this.ids = ids;
        this.certificates = certificates;
    }

    Arrival read(HttpServerExchange exchange, IncomingBody body, MemoryBudget.Share memory) {
        String path = exchange.getRequestURI();
        int slash = path.indexOf('/', 1);
        String connection = slash < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, slash);
        return new Arrival(
                ids.get(),
                clock.instant(),
                System.nanoTime(),
                exchange.getRequestMethod().toString(),
                connection,
                slash < 0 ? "" : path.substring(slash),
                exchange.getQueryString(),
                headers(exchange),
                address(exchange),
                certificates == null ? null : certificates.of(exchange),
                body,
                memory,
                new CallerGone(exchange),
                exchange.getIoThread());
    }

    private static Headers headers(HttpServerExchange exchange) {
        List<Header> fields = new ArrayList<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            for (String value : values) {
                fields.add(new Header(values.getHeaderName().toString(), value));
            }
        }
        return new Headers(fields);
    }

    private static String address(HttpServerExchange exchange) {
        InetSocketAddress source = exchange.getSourceAddress();
        return source == null || source.getAddress() == null
                ? "unknown"
                : source.getAddress().getHostAddress();
    }
}
