package io.vectrail.edge.provider;

import io.vectrail.document.Connection;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.identity.CredentialHeaders;
import io.vectrail.provider.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the connection and the provider's operation that a path names. What no codec knows is denied. */
public final class Routing {

    private static final String SESSION_HEADER = "X-Vectrail-Session";

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /**
     * What a query is made of (RFC 3986, 3.4), and brackets, which clients send as they are. Possessive: a long query takes no
     * stack.
     */
    private static final Pattern QUERY =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\\[\\]-]++|%[0-9A-Fa-f]{2})*+");

    private Routing() {}

    public static Exchange route(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        checkHead(arrival.headers());
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
                .orElseGet(() -> passthrough(connection, arrival));
        exchange.routed(operation);
        if (!operation.passesThrough()) {
            JsonOnly.check(arrival.headers());
        }
        checkQuery(arrival.query(), operation);
        return exchange.inSession(session(arrival.headers()));
    }

    private static Operation passthrough(Connection connection, Arrival arrival) {
        return connection
                .passthrough(arrival.method(), arrival.path())
                .map(route -> Operation.passthrough(route.queryParameters()))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.UNKNOWN_ROUTE,
                        "connection " + connection.name()
                                + " has no such route; only embedding calls pass, and what its"
                                + " passthrough lists"));
    }

    private static void checkHead(Headers headers) {
        if (headers.tooLarge()) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    "the headers take more than " + Headers.MOST_BYTES + " bytes; send fewer");
        }
        for (String coding : headers.all("Transfer-Encoding")) {
            // Anything else is read in one way by us and perhaps in another by whatever stands before us.
            if (!coding.strip().equalsIgnoreCase("chunked")) {
                throw new RefusedException(
                        RefusalCode.INVALID_REQUEST, "Transfer-Encoding must be chunked and nothing else");
            }
        }
        if (PassingHeaders.connectionNames(headers, Routing::isReliedOn)) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    "the Connection header names Host, one that says what the body is, or one for a credential; these are"
                            + " for whoever answers, so leave them out of it");
        }
    }

    /** Without it an upstream would read the request otherwise than it was read here. */
    private static boolean isReliedOn(String header) {
        return header.startsWith("content-") || header.equals("host") || CredentialHeaders.isCredential(header);
    }

    private static void checkQuery(String query, Operation operation) {
        if (query.isEmpty()) {
            return;
        }
        if (!QUERY.matcher(query).matches()) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    "the query has a character that must be encoded, such as a brace as %7B, or a percent sign without"
                            + " two hexadecimal digits; encode the sign itself as %25");
        }
        for (String parameter : query.split("&", -1)) {
            if (!operation.takes(parameter)) {
                throw new RefusedException(
                        RefusalCode.INVALID_REQUEST,
                        "the query has a parameter that this route does not take, or one with a long value; it takes "
                                + operation.queryParameters());
            }
        }
    }

    private static @Nullable String session(Headers headers) {
        List<String> names = headers.all(SESSION_HEADER);
        String name = names.isEmpty() ? null : names.getFirst();
        if (names.size() > 1 || (name != null && !SESSION.matcher(name).matches())) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST,
                    SESSION_HEADER + " must be one, 1 to 128 of A-Z, a-z, 0-9, dot, underscore, hyphen");
        }
        return name;
    }
}
