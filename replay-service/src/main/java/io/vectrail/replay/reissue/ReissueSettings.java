package io.vectrail.replay.reissue;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where requests are sent again.
 *
 * @param edge an edge's listener for callers, or what stands before several, as in https://gateway.example
 */
public record ReissueSettings(URI edge) {

    public ReissueSettings {
        if (edge == null || !isAddress(edge)) {
            throw new IllegalArgumentException(
                    "reissue.edge must be an address like http://127.0.0.1:8080, without a query");
        }
    }

    private static boolean isAddress(URI edge) {
        return isHttp(edge.getScheme())
                && edge.getHost() != null
                && edge.getQuery() == null
                && edge.getFragment() == null;
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "http".equals(scheme) || "https".equals(scheme);
    }
}
