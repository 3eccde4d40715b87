package io.vectrail.runtime.sealing;

import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.Ports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a sealed credential may be used: moved to another connection or another origin it does not open. Two bindings are
 * the same when they name the same connection and the same set of origins, in whatever order and case they were written. Paths
 * are free, since a key goes to a host.
 *
 * @param connection the connection's name
 * @param origins {@code scheme://host:port} of its targets in lower case, sorted, without repetition; 1 to 64. The scheme
 *     is in it, since {@code http} in the place of {@code https} would show the credential to the network
 */
public record SealBinding(String connection, List<String> origins) {

    private static final int MOST_ORIGINS = 64;
    private static final int LAST_PORT = 65_535;
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+:[0-9]{1,5}");

    public SealBinding {
        Names.check("connection", connection);
        origins = List.copyOf(new TreeSet<>(origins));
        if (origins.isEmpty() || origins.size() > MOST_ORIGINS) {
            throw new IllegalArgumentException("targets must be 1 to " + MOST_ORIGINS);
        }
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("target must be like https://host or https://host:port");
            }
            int port = Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
            if (port < 1 || port > LAST_PORT) {
                throw new IllegalArgumentException("target: the port must be 1 to " + LAST_PORT);
            }
        }
    }

    /** @throws IllegalArgumentException when a target is no http or https address, or the name is none of a connection */
    public static SealBinding of(String connection, Collection<URI> targets) {
        return new SealBinding(
                connection, targets.stream().map(SealBinding::origin).toList());
    }

    /** What the cipher authenticates beside the secret. A line each; neither names nor origins hold line ends. */
    byte[] context() {
        return ("vectrail credential 1\n" + connection + "\n" + String.join("\n", origins))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String origin(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(target.getHost()).toLowerCase(Locale.ROOT);
        if (target.getHost() == null || target.getUserInfo() != null) {
            throw new IllegalArgumentException("target must be like https://host or https://host:port");
        }
        return scheme + "://" + host + ":" + Ports.of(target);
    }
}
