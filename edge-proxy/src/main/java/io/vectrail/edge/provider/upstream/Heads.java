package io.vectrail.edge.provider.upstream;

import static io.undertow.util.Headers.CONTENT_LENGTH;
import static io.undertow.util.Headers.HOST;

import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The heads of requests and answers, between our words and Undertow's. */
final class Heads {

    private Heads() {}

    /** The head as this target gets it: with its name as host, whatever address it leads to. */
    static ClientRequest request(UpstreamRequest request, URI target) {
        ClientRequest head =
                new ClientRequest().setMethod(new HttpString(request.method())).setPath(request.wirePath(target));
        HeaderMap fields = head.getRequestHeaders();
        add(fields, request.headers().fields());
        add(fields, request.credential().to(target, request));
        fields.put(HOST, target.getRawAuthority());
        fields.put(CONTENT_LENGTH, request.body().length);
        return head;
    }

    private static void add(HeaderMap fields, List<Header> more) {
        for (Header field : more) {
            fields.add(new HttpString(field.name()), field.value());
        }
    }

    static Headers headers(ClientResponse response) {
        List<Header> fields = new ArrayList<>();
        for (HeaderValues values : response.getResponseHeaders()) {
            for (String value : values) {
                fields.add(new Header(values.getHeaderName().toString(), value));
            }
        }
        return new Headers(fields);
    }

    /**
     * Why this head does not tell where its answer ends, so that what follows may be taken for another call's; null when it does.
     * An interim answer has a final one behind it, which Undertow's HTTP/1.1 client does not look for (but for 100).
     */
    static @Nullable String doubt(ClientResponse response) {
        int status = response.getResponseCode();
        if (status < 200) {
            return "the upstream sent an interim answer (" + status + "); have it send the final one alone";
        }
        HeaderValues lengths = response.getResponseHeaders().get(CONTENT_LENGTH);
        boolean differ = lengths != null && lengths.stream().distinct().count() > 1;
        return differ ? "the upstream's answer has two lengths (RFC 9112, 6.3)" : null;
    }

    /** How long the body of the answer must be; -1 where the head does not say. */
    static long bodyLength(String method, ClientResponse response) {
        int status = response.getResponseCode();
        // These speak of a body that does not come (RFC 9110, 8.6).
        return method.equals("HEAD") || status == 204 || status == 304 ? -1 : contentLength(response);
    }

    /** -1 when it is no number: whatever comes is then counted as it comes. */
    static long contentLength(ClientResponse response) {
        String announced = response.getResponseHeaders().getFirst(CONTENT_LENGTH);
        return announced != null && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : -1;
    }
}
