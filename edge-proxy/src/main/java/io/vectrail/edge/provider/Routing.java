package io.vectrail.edge.provider;

import io.vectrail.edge.document.Connection;
import io.vectrail.edge.document.Credential;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.provider.upstream.UpstreamRequest;
import io.vectrail.provider.ProviderCodec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the connection and the provider's operation that a path names. What no codec knows is denied. */
public final class Routing {

    private static final String SESSION_HEADER = "X-Vectrail-Session";
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private Routing() {}

    public static Exchange route(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        Connection connection = exchange.document().connection(arrival.connection());
        if (connection == null) {
            throw new RefusedException(
                    RefusalCode.UNKNOWN_CONNECTION,
                    "the path's first part names no connection; the base URL is http://<edge>/<connection>/…");
        }
        exchange.connected(connection);
        Operation operation = connection
                .codec()
                .operation(arrival.method(), arrival.path())
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.UNKNOWN_ROUTE,
                        "connection " + connection.name() + " has no such route; only embedding calls pass"));
        checkQuery(arrival.query(), operation.queryParameters());
        return exchange.routed(operation).inSession(session(arrival.headers()));
    }

    /** The request as it goes upstream, with the gateway's credential in the place of the caller's. */
    public static UpstreamRequest upstreamRequest(Exchange exchange, Credential credential) {
        Arrival arrival = exchange.arrival();
        List<Header> headers = new ArrayList<>(exchange.forwardedHeaders().fields());
        headers.add(new Header("Authorization", "Bearer " + credential.secret()));
        String query = arrival.query().isEmpty() ? "" : "?" + arrival.query();
        return new UpstreamRequest(
                exchange.connection().target(),
                arrival.method(),
                arrival.path() + query,
                new Headers(headers),
                exchange.body(),
                arrival.memory(),
                exchange.connection().limits().timeout());
    }

    private static void checkQuery(String query, Set<String> passing) {
        if (query.isEmpty()) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            if (!passing.contains(parameter.split("=", 2)[0])) {
                throw new RefusedException(
                        RefusalCode.INVALID_REQUEST,
                        "the query has a parameter that this route does not take; it takes " + passing);
            }
        }
    }

    private static @Nullable String session(Headers headers) {
        String name = headers.first(SESSION_HEADER);
        if (name != null && !SESSION.matcher(name).matches()) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    SESSION_HEADER + " must be 1 to 128 of A-Z, a-z, 0-9, dot, underscore, hyphen");
        }
        return name;
    }
}
