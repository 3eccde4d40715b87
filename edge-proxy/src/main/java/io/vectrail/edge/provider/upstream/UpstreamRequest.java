package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.MemoryBudget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One call.
 *
 * @param target scheme, host, port and perhaps a path prefix
 * @param path below the target, with its query
 * @param headers those that pass, and the credential
 * @param body bytes on the wire
 * @param memory where the answer's bytes are taken from
 * @param mostAnswerBytes largest body of an answer
 * @param timeout for the whole answer
 */
public record UpstreamRequest(
        URI target,
        String method,
        String path,
        Headers headers,
        byte[] body,
        MemoryBudget.Share memory,
        long mostAnswerBytes,
        Duration timeout) {

    /** The path on the wire, with its query. */
    public String wirePath() {
        String prefix = target.getRawPath() == null ? "" : target.getRawPath();
        return (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path;
    }

    /** Where it goes, whole. */
    public URI uri() {
        return URI.create(target.getScheme() + "://" + target.getRawAuthority() + wirePath());
    }

    /** The same with further headers. */
    public UpstreamRequest with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers.fields());
        all.addAll(more);
        return new UpstreamRequest(target, method, path, new Headers(all), body, memory, mostAnswerBytes, timeout);
    }
}
