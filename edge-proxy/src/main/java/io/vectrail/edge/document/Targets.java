package io.vectrail.edge.document;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's calls go, and how. All targets take the same credential and are spoken to in the same way.
 *
 * @param connection its name
 * @param uris scheme, host and port, and a path prefix where the provider has one; 1 to 16, in order of preference, all http or
 *     all https
 * @param http2 over TLS: HTTP/2 is offered beside HTTP/1.1; without TLS: HTTP/2 is spoken, by prior knowledge
 * @param authorities in the place of the system's roots; null: the system's roots
 */
public record Targets(
        String connection,
        List<URI> uris,
        boolean http2,
        @Nullable TrustedAuthorities authorities) {

    public static final int MOST = 16;

    public Targets {
        uris = List.copyOf(uris);
        if (uris.isEmpty() || uris.size() > MOST || new HashSet<>(uris).size() < uris.size()) {
            throw new IllegalArgumentException("targets must list 1 to " + MOST + ", each once");
        }
        if (uris.stream().map(URI::getScheme).distinct().count() > 1) {
            throw new IllegalArgumentException("targets must be all http or all https: they share a credential");
        }
        if (authorities != null && !encrypted(uris)) {
            throw new IllegalArgumentException("ca is for https targets; leave it out, or use https");
        }
    }

    /** Whether TLS is spoken. */
    public boolean encrypted() {
        return encrypted(uris);
    }

    private static boolean encrypted(List<URI> uris) {
        return "https".equals(uris.getFirst().getScheme());
    }
}
