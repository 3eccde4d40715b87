package io.vectrail.document;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
            throw new IllegalArgumentException("must list 1 to " + MOST + ", each once");
        }
        if (uris.stream().map(URI::getScheme).distinct().count() > 1) {
            throw new IllegalArgumentException("must be all http or all https: they share a credential");
        }
        if (authorities != null && !encrypted(uris)) {
            throw new IllegalArgumentException("there are authorities for https targets alone");
        }
    }

    /** The same under another name, and so with a standing and links of their own. */
    Targets named(String name) {
        return new Targets(name, uris, http2, authorities);
    }

    /** Whether TLS is spoken. */
    public boolean encrypted() {
        return encrypted(uris);
    }

    /**
     * What an upstream may see before a caller's path: each target's path as it is written and as a server reads it that decodes it,
     * passes over parameters and joins slashes; from each segment on, since a proxy may take those before for itself; and nothing.
     */
    Set<String> pathEnds() {
        Set<String> ends = new HashSet<>(Set.of(""));
        for (URI uri : uris) {
            addEnds(ends, uri.getRawPath());
            addEnds(ends, uri.getPath().replaceAll(";[^/]*+", "").replaceAll("/{2,}+", "/"));
        }
        return ends;
    }

    private static void addEnds(Set<String> ends, String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (int at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) {
            ends.add(whole.substring(at));
        }
    }

    private static boolean encrypted(List<URI> uris) {
        return "https".equals(uris.getFirst().getScheme());
    }
}
