package io.vectrail.edge.provider.upstream;

import io.vectrail.document.Limits;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.Gone;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One call.
 *
 * @param targets where it may go
 * @param limits of the connection: how large the answer may be, how many calls at once
 * @param timeout for everything: attempts, and the pauses between them
 * @param path below the target, with its query
 * @param headers those that pass
 * @param credential what the gateway shows
 * @param body bytes on the wire
 * @param unread whether nobody knows that the upstream reads the body: what it leaves unread it takes for the next request on an HTTP/1.1
 *     connection, which therefore gets none
 * @param memory where the answer's bytes are taken from
 * @param gone whether nobody waits for the answer
 */
public record UpstreamRequest(
        Targets targets,
        Limits limits,
        Duration timeout,
        String method,
        String path,
        Headers headers,
        Shown credential,
        byte[] body,
        boolean unread,
        MemoryBudget.Share memory,
        Gone gone) {

    /** The headers that hold the gateway's credential. A signature covers the target's name, the path and the time. */
    @FunctionalInterface
    public interface Shown {

        /** Asked for each attempt. */
        List<Header> to(URI target, UpstreamRequest request);
    }

    /** The path on the wire, with its query. */
    public String wirePath(URI target) {
        String prefix = target.getRawPath() == null ? "" : target.getRawPath();
        return (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path;
    }

    /** Where it goes, whole. */
    public URI uri(URI target) {
        return URI.create(target.getScheme() + "://" + target.getRawAuthority() + wirePath(target));
    }
}
